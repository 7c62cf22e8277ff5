import type { IncomingMessage } from 'node:http';
import { OttoError } from '@otto/protocol';
import type { RelayConfig } from '../config/relay-config';
import type { Caller } from '../front-door/caller';
import type { OperatorToken } from '../storage/operator-token';
import type { Authenticator } from './authenticator';
import { NOBODY, OPERATOR, type Principal } from './principal';

const BEARER = /^Bearer ([\x21-\x7e]{1,8192})$/i;

/** Finds out who sends a request, from its bearer token: the operator's, or the access token of a node or controller. */
export class Credentials {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly operatorToken: OperatorToken,
    private readonly config: Pick<RelayConfig, 'trustLoopback'>,
  ) {}

  /** @throws OttoError `invalid_access_token` for credentials that do not hold; none at all make a nobody. */
  resolve(request: IncomingMessage, caller: Caller): Principal {
    const { authorization } = request.headers;
    if (authorization === undefined) return this.#isTrustedLoopback(caller) ? OPERATOR : NOBODY;
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) throw new OttoError('invalid_access_token');
    return this.operatorToken.matches(token) ? OPERATOR : this.#peer(token);
  }

  #peer(token: string): Principal {
    const claims = this.authenticator.authenticate(token);
    return claims.role === 'node' ? { kind: 'node', claims } : { kind: 'controller', claims };
  }

  // OTTO_TRUST_LOOPBACK is about the programs of whoever runs the relay; pages that their browser shows are not theirs.
  #isTrustedLoopback({ isLoopback, isBrowser }: Caller): boolean {
    return this.config.trustLoopback && isLoopback && !isBrowser;
  }
}
