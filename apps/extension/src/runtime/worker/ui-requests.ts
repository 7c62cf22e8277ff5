import { toOttoError } from '@otto/protocol';
import { RelayHttp } from '../link/relay-http';
import { showError } from '../node-status';
import { parseRelayUrl } from '../relay-address';
import type { UiAnswer, UiRequest } from '../ui-messages';
import type { NodeRuntime } from './node-runtime';

export interface UiRequestsOptions {
  readonly node: Pick<NodeRuntime, 'identity' | 'link' | 'access' | 'stopCommand' | 'stopListener'>;
  readonly http?: (baseUrl: string) => Pick<RelayHttp, 'revoke'>;
}

/** Does what popup and options page ask for. Most of it is a change in storage, from which the rest follows. */
export class UiRequests {
  readonly #node: UiRequestsOptions['node'];
  readonly #http: (baseUrl: string) => Pick<RelayHttp, 'revoke'>;

  constructor({ node, http = (baseUrl) => new RelayHttp(baseUrl) }: UiRequestsOptions) {
    this.#node = node;
    this.#http = http;
  }

  async handle(request: UiRequest): Promise<UiAnswer> {
    try {
      await this.#perform(request);
      return { ok: true };
    } catch (error) {
      return { ok: false, error: showError(toOttoError(error)) };
    }
  }

  async #perform(request: UiRequest): Promise<void> {
    const { identity, link, access } = this.#node;
    switch (request.ui) {
      case 'connect':
        await identity.setConnect(true);
        return link.tell({ type: 'retry' });
      case 'disconnect':
        return identity.setConnect(false);
      case 'setRelayUrl':
        return identity.setRelayUrl(parseRelayUrl(request.relayUrl).relayUrl);
      case 'newCode':
        return link.tell({ type: 'new_code' });
      case 'forgetNode':
        return this.#forget();
      case 'setLogStream':
        return identity.setLogStream(request.enabled);
      case 'stopCommand':
        return this.#node.stopCommand(request.requestId);
      case 'stopListener':
        return this.#node.stopListener(request.requestId);
      case 'refreshAccess':
        return access.refresh();
      case 'decideAccess': {
        const { ui: _, ...decision } = request;
        return access.decide(decision);
      }
    }
  }

  async #forget(): Promise<void> {
    const { tokens, relayUrl } = await this.#node.identity.read();
    await this.#node.identity.forget();
    if (tokens === undefined || relayUrl === undefined) return;
    // The node is forgotten here in any case; where the relay cannot be reached, its tokens run out by themselves.
    const { httpUrl } = parseRelayUrl(relayUrl);
    await this.#http(httpUrl)
      .revoke(tokens.refreshToken)
      .catch(() => undefined);
  }
}
