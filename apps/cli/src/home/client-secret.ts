import { Injectable } from '@nestjs/common';
import { OttoError, readEnvironment } from '@otto/protocol';
import { rm } from 'node:fs/promises';
import { Invocation } from '../invocation';
import { ConfigFile, type ConfigChanges } from './config-file';
import { Keychain } from './keychain';
import { OttoHome } from './otto-home';
import { readPrivateFile, writePrivateFile } from './private-file';

export type SecretPlace = 'environment' | 'keychain' | 'file';

export interface KeptSecret {
  readonly place: 'keychain' | 'file';
  /** When it is in a file. */
  readonly file?: string;
  /** Why it is not in the keychain. */
  readonly obstacle?: string;
}

/**
 * The secret of this machine's controller identity: OTTO_CONTROLLER_CLIENT_SECRET, else in the keychain of the system under
 * the client's id, else in a file that only the user can read. The configuration says when it is in the keychain, so that
 * one that is not needed is not asked for.
 */
@Injectable()
export class ClientSecret {
  constructor(
    private readonly invocation: Invocation,
    private readonly home: OttoHome,
    private readonly config: ConfigFile,
    private readonly keychain: Keychain,
  ) {}

  /** Where it is, without reading it. */
  async place(): Promise<SecretPlace | undefined> {
    if (this.#ofEnvironment() !== undefined) return 'environment';
    if ((await this.config.read()).clientSecretIn === 'keychain') return 'keychain';
    return (await this.#ofFile()) === undefined ? undefined : 'file';
  }

  /** @throws OttoError `keychain_unavailable` when it is there and cannot be had */
  async read(): Promise<string | undefined> {
    const given = this.#ofEnvironment();
    if (given !== undefined) return given;
    const { clientId, clientSecretIn } = await this.config.read();
    if (clientSecretIn === 'keychain' && clientId !== undefined) return this.keychain.get(clientId);
    return this.#ofFile();
  }

  /**
   * Makes a client the identity of this machine: its secret goes into the keychain if there is one, and only then its id
   * and the other `changes` into the configuration. Whatever interrupts this leaves an identity that can log in.
   */
  async adopt(clientId: string, clientSecret: string, changes: Partial<ConfigChanges> = {}): Promise<KeptSecret> {
    const before = await this.config.read();
    const kept = await this.#keep(clientId, clientSecret);
    const clientSecretIn = kept.place === 'keychain' ? kept.place : undefined;
    await this.config.change({ ...changes, clientId, clientSecretIn });
    if (kept.place === 'keychain') await rm(this.home.clientSecretFile, { force: true });
    if (before.clientSecretIn === 'keychain' && before.clientId !== undefined && before.clientId !== clientId) {
      // Of no use any more, and no reason to fail.
      await this.keychain.delete(before.clientId).catch(() => undefined);
    }
    return kept;
  }

  /** Moves one that is in a file into the keychain, if there is one by now. Undefined when there was nothing to move. */
  async migrate(): Promise<KeptSecret | undefined> {
    const [{ clientId, clientSecretIn }, clientSecret] = await Promise.all([this.config.read(), this.#ofFile()]);
    if (clientSecretIn === 'keychain' || clientId === undefined || clientSecret === undefined) return undefined;
    if (this.keychain.obstacle !== undefined) {
      return { place: 'file', file: this.home.clientSecretFile, obstacle: this.keychain.obstacle };
    }
    return this.adopt(clientId, clientSecret);
  }

  /** Removes the identity from this machine, and its secret from wherever that is. @throws OttoError `keychain_unavailable` */
  async forget(): Promise<void> {
    const { clientId, clientSecretIn } = await this.config.read();
    if (clientSecretIn === 'keychain' && clientId !== undefined) await this.keychain.delete(clientId);
    await rm(this.home.clientSecretFile, { force: true });
    await this.config.change({ clientId: undefined, clientSecretIn: undefined, tokens: undefined });
  }

  async #keep(clientId: string, clientSecret: string): Promise<KeptSecret> {
    try {
      await this.keychain.set(clientId, clientSecret);
      return { place: 'keychain' };
    } catch (error) {
      const file = this.home.clientSecretFile;
      const obstacle = reasonOf(error);
      await writePrivateFile(file, `${clientSecret}\n`);
      return { place: 'file', file, obstacle };
    }
  }

  #ofEnvironment(): string | undefined {
    return readEnvironment(['OTTO_CONTROLLER_CLIENT_SECRET'], this.invocation.env).OTTO_CONTROLLER_CLIENT_SECRET;
  }

  async #ofFile(): Promise<string | undefined> {
    return (await readPrivateFile(this.home.clientSecretFile))?.trim() || undefined;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof OttoError && error.code === 'keychain_unavailable') return String(error.details.reason);
  throw error;
}
