import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { SECRET_PLACES } from '../client/secret-words';
import { Controller } from '../controller/controller';
import { ClientSecret } from '../home/client-secret';
import { ConfigFile } from '../home/config-file';
import { Keychain } from '../home/keychain';
import type { Check, Diagnosis } from './finding';

/** This machine's identity, its secret, and the nodes that it may drive. */
@Injectable()
export class IdentityChecks {
  readonly checks: readonly Check[] = [
    { name: 'keychain', look: () => this.#keychain() },
    { name: 'secret', look: () => this.#secret() },
    { name: 'login', look: () => this.#login() },
    { name: 'node', look: () => this.#node() },
  ];

  constructor(
    private readonly config: ConfigFile,
    private readonly secret: ClientSecret,
    private readonly keychain: Keychain,
    private readonly controller: Controller,
  ) {}

  async #keychain(): Promise<Diagnosis> {
    const { obstacle } = this.keychain;
    const { clientSecretIn } = await this.config.read();
    if (obstacle === undefined) return { state: 'ok', text: 'of this system can be asked' };
    const needed = clientSecretIn === 'keychain';
    return {
      state: needed ? 'problem' : 'ok',
      text: `is not used: ${obstacle}`,
      ...(needed && { remedy: 'otto setup' }),
    };
  }

  async #secret(): Promise<Diagnosis> {
    const { clientId } = await this.config.read();
    if (clientId === undefined)
      return { state: 'problem', text: 'none: this machine is no client yet', remedy: 'otto setup' };
    const place = await this.secret.place();
    if (place === undefined) return { state: 'problem', text: `that of ${clientId} is lost`, remedy: 'otto setup' };
    if ((await this.secret.read()) === undefined) {
      return { state: 'problem', text: `that of ${clientId} is not ${SECRET_PLACES[place]}`, remedy: 'otto setup' };
    }
    if (place !== 'file' || this.keychain.obstacle !== undefined) return { state: 'ok', text: SECRET_PLACES[place] };
    return {
      state: 'warning',
      text: `${SECRET_PLACES.file}, though this system has a keychain`,
      remedy: 'otto client login',
      fix: async () => void (await this.secret.migrate()),
    };
  }

  async #login(): Promise<Diagnosis> {
    const { clientId } = await this.config.read();
    if (clientId === undefined) return { state: 'skipped', text: 'this machine is no client yet' };
    try {
      await this.controller.use((otto) => otto.nodes.list());
      return { state: 'ok', text: `as ${clientId}` };
    } catch (error) {
      if (!(error instanceof OttoError)) throw error;
      if (error.code === 'relay_unreachable') return { state: 'skipped', text: 'the relay does not answer' };
      const logIn = (): Promise<void> => this.controller.use((otto) => otto.clients.login());
      const text = `as ${clientId} fails (${error.code}: ${error.message})`;
      return { state: 'problem', text, remedy: 'otto client login, or else: otto setup', fix: logIn };
    }
  }

  async #node(): Promise<Diagnosis> {
    const { clientId, nodeId: wanted } = await this.config.read();
    if (clientId === undefined) return { state: 'skipped', text: 'this machine is no client yet' };
    const nodes = await this.controller.use((otto) => otto.nodes.list()).catch(() => undefined);
    if (nodes === undefined) return { state: 'skipped', text: 'the relay does not tell' };
    const usable = nodes.filter(({ nodeId }) => wanted === undefined || nodeId === wanted);
    const granted = usable.filter((node) => node.granted).map(({ nodeId }) => nodeId);
    if (wanted !== undefined && usable.length === 0) {
      return {
        state: 'problem',
        text: `${wanted}, which the settings name, is not connected`,
        remedy: 'otto settings nodeId --unset',
      };
    }
    if (granted.length > 0) return { state: 'ok', text: `${granted.join(', ')} connected and granted` };
    if (nodes.length === 0) {
      return {
        state: 'problem',
        text: 'none is connected',
        remedy: 'Open your browser and connect in the Otto popup, or: otto node start',
      };
    }
    const remedy = 'Approve this machine in the Otto popup of that browser';
    return { state: 'problem', text: `${usable[0]?.nodeId} is connected, but not granted to this machine`, remedy };
  }
}
