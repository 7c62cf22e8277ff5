import type { ControllerRegisterAnswer, ControllerRegisterBody, ControllerRemoveAnswer } from '@otto/protocol';
import type { RelayApi } from './http/relay-api';
import type { TokenKeeper } from './tokens/token-keeper';

export interface RegisterOptions {
  /** Needed by relays that let controllers register from other machines. */
  readonly registrationSecret?: string | undefined;
}

/** Controller identities. */
export class Clients {
  constructor(
    private readonly api: RelayApi,
    private readonly tokens: TokenKeeper,
  ) {}

  /**
   * Makes a new identity. Its secret is told this once; give both to a new OttoClient.
   *
   * @throws OttoError `registration_forbidden`, `controller_metadata_required`, `controller_name_conflict`
   */
  register(
    body: ControllerRegisterBody,
    { registrationSecret }: RegisterOptions = {},
  ): Promise<ControllerRegisterAnswer> {
    const headers: Record<string, string> = {};
    if (registrationSecret !== undefined) headers['x-otto-registration-secret'] = registrationSecret;
    return this.api.post('/api/controller/register', body, { headers });
  }

  /**
   * Exchanges the client secret for new tokens, which `onTokens` gets. Not needed before a command: that logs in by itself.
   *
   * @throws OttoError `not_logged_in` without clientId and clientSecret, `invalid_client_credentials`, `too_many_attempts`
   */
  login(): Promise<void> {
    return this.tokens.login();
  }

  /**
   * Removes a client with its grants, tokens and sessions; a controller may remove itself.
   *
   * @throws OttoError `forbidden_role`, `client_not_found`
   */
  remove(clientId: string): Promise<ControllerRemoveAnswer> {
    return this.tokens.use((token) => this.api.post('/api/controller/remove', { clientId }, { token }));
  }
}
