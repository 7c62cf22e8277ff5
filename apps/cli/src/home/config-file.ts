import { Injectable } from '@nestjs/common';
import { isRecord, OttoError, type TokenPair } from '@otto/protocol';
import { ensurePrivateDirectory } from '@otto/store';
import { inTurn } from './in-turn';
import { OttoHome } from './otto-home';
import { readPrivateFile, writePrivateFile } from './private-file';

/** What `~/.otto/config.json` may hold. Keys that this version does not know are kept as they are. */
export interface Config {
  /** ws(s)://host:port of the relay, when it is not the one that this machine runs. */
  readonly relayUrl?: string;
  /** http(s)://host:port, when it cannot be derived from relayUrl. */
  readonly relayHttpUrl?: string;
  /** The node to use when several are connected. */
  readonly nodeId?: string;
  readonly clientId?: string;
  /** Set when the client secret is in the keychain, under the client's id. */
  readonly clientSecretIn?: 'keychain';
  /** The client that `otto test` registered because this machine had none. */
  readonly testClientId?: string;
  readonly tokens?: TokenPair;
  /** Where the extension is unpacked, when that is not below OTTO_HOME. */
  readonly extensionDirectory?: string;
  /** Address of a release's archive, with {version} in it. */
  readonly extensionReleaseUrl?: string;
}

/** New values; undefined removes a key. */
export type ConfigChanges = { readonly [K in keyof Config]: Config[K] | undefined };

const TEXTS = [
  'relayUrl',
  'relayHttpUrl',
  'nodeId',
  'clientId',
  'clientSecretIn',
  'testClientId',
  'extensionDirectory',
  'extensionReleaseUrl',
] as const satisfies readonly (keyof Config)[];

/**
 * The configuration. A change is merged into what the file holds now, whoever wrote that: a spent refresh token that came
 * back into it would end the whole log-in.
 */
@Injectable()
export class ConfigFile {
  constructor(private readonly home: OttoHome) {}

  get path(): string {
    return this.home.configFile;
  }

  /** @throws OttoError `corrupt_file` when it is not JSON of the expected shape. */
  async read(): Promise<Config> {
    const text = await readPrivateFile(this.home.configFile);
    return text === undefined ? {} : this.#parse(text);
  }

  /** Sets the given keys, or those that follow from what the file holds by then; undefined removes one. */
  async change(changes: Partial<ConfigChanges> | ((now: Config) => Partial<ConfigChanges>)): Promise<void> {
    await ensurePrivateDirectory(this.home.root, 'OTTO_HOME');
    await inTurn(this.home.configFile, async () => {
      const now = await this.read();
      const next = { ...now, ...(typeof changes === 'function' ? changes(now) : changes) };
      await writePrivateFile(this.home.configFile, `${JSON.stringify(next, null, 2)}\n`);
    });
  }

  #parse(text: string): Config {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      throw this.#corrupt('it is not JSON', cause);
    }
    if (!isRecord(value)) throw this.#corrupt('it is not a JSON object');
    for (const key of TEXTS) {
      if (!['undefined', 'string'].includes(typeof value[key])) throw this.#corrupt(`${key} is not text`);
    }
    if (value.tokens !== undefined && !isTokenPair(value.tokens)) throw this.#corrupt('tokens is not a pair of tokens');
    return value;
  }

  #corrupt(reason: string, cause?: unknown): OttoError {
    return new OttoError('corrupt_file', { path: this.home.configFile, reason }, { cause });
  }
}

function isTokenPair(value: unknown): value is TokenPair {
  return isRecord(value) && typeof value.accessToken === 'string' && typeof value.refreshToken === 'string';
}
