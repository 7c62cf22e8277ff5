import type { Duplex } from 'node:stream';
import type { Time } from '@otto/locks';
import type { WebSocket } from 'ws';
import type { RelayConfig } from '../config/relay-config';
import { Outbox } from './outbox';
import { Session } from './session';
import type { SessionRegistry } from './session-registry';
import type { AdmittedPeer } from './upgrade-check';
import { WriteBatch } from './write-batch';

/** Makes sessions of sockets that have been let in. */
export class SessionOpener {
  readonly #batch = new WriteBatch();

  constructor(
    private readonly config: Pick<RelayConfig, 'authTimeoutMs' | 'rateLimitPerMin'>,
    private readonly registry: SessionRegistry,
    private readonly time: Time,
  ) {}

  /** `transport` is the connection below the WebSocket. */
  open(socket: WebSocket, transport: Duplex, { role, address }: AdmittedPeer): Session {
    const { authTimeoutMs, rateLimitPerMin } = this.config;
    const session = new Session({
      role,
      address,
      socket,
      outbox: new Outbox(socket, transport, this.#batch),
      time: this.time,
      authTimeoutMs,
      rateLimitPerMin,
      onEnd: (ended, reason) => this.registry.remove(ended, reason),
    });
    this.registry.add(session);
    return session;
  }
}
