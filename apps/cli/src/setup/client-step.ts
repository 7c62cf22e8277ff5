import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { defaultName, Registrar, type Registration } from '../client/registrar';
import { fileWarning } from '../client/secret-words';
import { Controller } from '../controller/controller';
import { ClientSecret } from '../home/client-secret';
import { ConfigFile } from '../home/config-file';
import { RelayLocation } from '../relay/relay-location';
import type { ClientSetup } from './setup-report';

export type ClientStepResult = ClientSetup & { readonly warning?: string | undefined };

/** An identity of this machine that the relay does not take: it was removed there, or its secret is lost. */
const WITHOUT_EFFECT = ['invalid_client_credentials', 'not_logged_in', 'invalid_refresh_token'];
const MOST_NAMES = 20;

/** Sees to it that this machine is a client of the relay, and logged in. */
@Injectable()
export class ClientStep {
  constructor(
    private readonly config: ConfigFile,
    private readonly secret: ClientSecret,
    private readonly controller: Controller,
    private readonly registrar: Registrar,
    private readonly location: RelayLocation,
  ) {}

  /** @throws OttoError `registration_forbidden`, `keychain_unavailable`, `relay_unreachable`, ... */
  async run(): Promise<ClientStepResult> {
    const clientId = await this.#logIn();
    if (clientId === undefined) return this.#register();
    const moved = await this.secret.migrate();
    const secretPlace = (await this.secret.place()) ?? 'file';
    return { status: 'already_registered', clientId, secretPlace, warning: warningOf(moved) };
  }

  /** The id of the client that this machine is to this relay, if it is one and that holds. */
  async #logIn(): Promise<string | undefined> {
    const { clientId, relayUrl } = await this.config.read();
    const { webSocketUrl } = await this.location.address();
    if (clientId === undefined || (relayUrl !== undefined && relayUrl !== webSocketUrl)) return undefined;
    try {
      // Any call that needs an identity: it logs in when there are no tokens that hold.
      await this.controller.use((otto) => otto.nodes.list());
      return clientId;
    } catch (error) {
      if (error instanceof OttoError && WITHOUT_EFFECT.includes(error.code)) return undefined;
      throw error;
    }
  }

  async #register(): Promise<ClientStepResult> {
    const { client, kept } = await this.#registerUnderFreeName();
    await this.controller.use((otto) => otto.clients.login());
    const { clientId } = client;
    return { status: 'registered', clientId, secretPlace: kept.place, warning: warningOf(kept) };
  }

  /** The name may be that of an identity which this machine had before. */
  async #registerUnderFreeName(attempt = 1): Promise<Registration> {
    const name = attempt === 1 ? defaultName() : `${defaultName().slice(0, 58)} (${attempt})`;
    try {
      return await this.registrar.register({ name });
    } catch (error) {
      const isTaken = error instanceof OttoError && error.code === 'controller_name_conflict';
      if (!isTaken || attempt === MOST_NAMES) throw error;
      return this.#registerUnderFreeName(attempt + 1);
    }
  }
}

function warningOf(kept: { readonly file?: string; readonly obstacle?: string } | undefined): string | undefined {
  return kept?.file === undefined ? undefined : fileWarning(kept.file, kept.obstacle);
}
