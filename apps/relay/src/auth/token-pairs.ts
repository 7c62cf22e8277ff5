import type { AccessTokens, ControllerClient, Identity, RefreshFamilies } from '@otto/auth';
import type { TokenPair } from '@otto/protocol';
import type { SessionRegistry } from '../ws/session-registry';

export interface StartedPair extends TokenPair {
  readonly familyId: string;
  /** Whether earlier tokens of the same identity ended for these. */
  readonly endedEarlier: boolean;
}

/** Starts sessions: a refresh family with its first pair of tokens. */
export class TokenPairs {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly families: RefreshFamilies,
    private readonly sessions: SessionRegistry,
  ) {}

  /** @throws OttoError `storage_unavailable` */
  startController({ clientId, controllerId, scopes }: ControllerClient): Promise<StartedPair> {
    return this.#start({ role: 'controller', clientId, controllerId, scopes });
  }

  /** Ends all earlier tokens and sessions of the node. @throws OttoError `storage_unavailable` */
  startNode(nodeId: string): Promise<StartedPair> {
    return this.#start({ role: 'node', nodeId, scopes: [] }, { replace: true });
  }

  async #start(identity: Identity, options?: { replace: boolean }): Promise<StartedPair> {
    const { familyId, refreshToken, ended } = await this.families.start(identity, options);
    if (ended.length > 0) this.sessions.closeFamilies(ended);
    const accessToken = this.tokens.issue(identity, familyId);
    return { familyId, accessToken, refreshToken, endedEarlier: ended.length > 0 };
  }
}
