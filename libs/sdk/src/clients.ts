import type {
  ControllerRegisterAnswer,
  ControllerRegisterBody,
  ControllerRemoveAllAnswer,
  ControllerRemoveAnswer,
} from '@otto/protocol';
import type { ControllerApi } from './http/controller-api';
import type { RelayApi } from './http/relay-api';
import type { TokenKeeper } from './tokens/token-keeper';

export interface RegisterOptions {
  /** Needed by relays that let controllers register from other machines. */
  readonly registrationSecret?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RemoveOptions {
  /** As the relay's owner: needs the client's `operatorToken`. */
  readonly asOperator?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Controller identities. */
export class Clients {
  constructor(
    private readonly api: RelayApi,
    private readonly tokens: TokenKeeper,
    private readonly authorised: ControllerApi,
  ) {}

  /**
   * Makes a new identity. Its secret is told this once; give both to a new OttoClient.
   *
   * @throws OttoError `registration_forbidden`, `controller_metadata_required`, `controller_name_conflict`
   */
  register(
    body: ControllerRegisterBody,
    { registrationSecret, signal }: RegisterOptions = {},
  ): Promise<ControllerRegisterAnswer> {
    const headers: Record<string, string> = {};
    if (registrationSecret !== undefined) headers['x-otto-registration-secret'] = registrationSecret;
    return this.api.post('/api/controller/register', body, { headers, signal });
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
   * Ends the log-in of this client: its tokens no longer hold, its sessions end.
   *
   * @throws OttoError `not_logged_in`, `relay_unreachable`
   */
  async logout(): Promise<void> {
    await this.tokens.revoke();
  }

  /**
   * Removes an identity with its grants and log-ins; a client that is not the operator only its own.
   *
   * @throws OttoError `client_not_found`, `forbidden_role`
   */
  remove(clientId: string, options: RemoveOptions = {}): Promise<ControllerRemoveAnswer> {
    return this.authorised.post('/api/controller/remove', { clientId }, options);
  }

  /** Removes all identities. Throws OttoError `forbidden_role` for a client without the right `controller.admin`. */
  removeAll(options: RemoveOptions = {}): Promise<ControllerRemoveAllAnswer> {
    return this.authorised.post('/api/controller/remove-all', {}, options);
  }
}
