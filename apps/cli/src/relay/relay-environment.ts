import { Injectable } from '@nestjs/common';
import { readEnvironment, type Environment } from '@otto/protocol';
import { ensurePrivateDirectory, readOrCreateSecret } from '@otto/store';
import { BUILT, builtFile } from '../built-file';
import { isLoopback } from '../home/operator-token';
import { ConfigFile } from '../home/config-file';
import { OttoHome } from '../home/otto-home';
import { Invocation } from '../invocation';

const SECRET_BYTES = 48;

/** What the relay of this machine is started with. Secrets go through here, never through its command line. */
@Injectable()
export class RelayEnvironment {
  constructor(
    private readonly invocation: Invocation,
    private readonly home: OttoHome,
    private readonly config: ConfigFile,
  ) {}

  /**
   * The relay's program, and the caller's environment with port, directory and token secret filled in. The secret is made at the first start and
   * kept, so that tokens survive a restart.
   *
   * @throws OttoError `not_built`, `directory_not_writable`, `insecure_permissions`, `corrupt_file`, `invalid_configuration`
   */
  async forPort(port: number | undefined): Promise<{ entry: string; env: Environment }> {
    const { env, relayProgram } = this.invocation;
    const entry = relayProgram ?? builtFile(BUILT.relay, 'The relay');
    await ensurePrivateDirectory(this.home.root, 'OTTO_HOME');
    await ensurePrivateDirectory(this.home.relayDirectory, 'OTTO_HOME');
    const OTTO_TOKEN_SECRET =
      env.OTTO_TOKEN_SECRET || (await readOrCreateSecret(this.home.tokenSecretFile, SECRET_BYTES));
    const OTTO_RELAY_PORT = String(port ?? (await this.#port()));
    const OTTO_LOG_DIR = this.home.relayDataDirectory;
    return { entry, env: { ...env, OTTO_RELAY_PORT, OTTO_LOG_DIR, OTTO_TOKEN_SECRET } };
  }

  /** OTTO_RELAY_PORT, else that of the configured relay if it is one of this machine, else the default. */
  async #port(): Promise<number> {
    const { env } = this.invocation;
    const { OTTO_RELAY_PORT: port } = readEnvironment(['OTTO_RELAY_PORT'], env);
    if (env.OTTO_RELAY_PORT) return port;
    const { relayUrl } = await this.config.read();
    const configured = relayUrl === undefined || !URL.canParse(relayUrl) ? undefined : new URL(relayUrl);
    return configured && configured.port !== '' && isLoopback(configured.hostname) ? Number(configured.port) : port;
  }
}
