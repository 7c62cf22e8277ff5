import { randomUUID } from 'node:crypto';
import type { AccessClaims } from '@otto/auth';
import type { Session } from '../ws/session';
import type { SessionWatcher } from '../ws/session-registry';
import type { ListenerDesk } from './listener-desk';
import type { NodeDirectory } from './node-directory';
import type { StreamDesk } from './stream-desk';

/** Gives nodes that come a home, and ends what was theirs when they go. */
export class NodePresence implements SessionWatcher {
  constructor(
    private readonly directory: NodeDirectory,
    private readonly listeners: ListenerDesk,
    private readonly streams: StreamDesk,
  ) {}

  joined(session: Session, claims: AccessClaims, resume?: readonly string[]): void {
    if (claims.role !== 'node') return;
    const requestIds = this.directory.home(claims.nodeId).attach(session, resume);
    if (requestIds.length > 0) session.reply('event', randomUUID(), { type: 'commands_resumed', requestIds });
  }

  left(session: Session, claims: AccessClaims): void {
    const home = claims.role === 'node' ? this.directory.find(claims.nodeId) : undefined;
    if (home === undefined) return;
    home.detach(session);
    this.listeners.nodeGone(home.listeners.takeAll());
    this.streams.nodeGone(home.nodeId);
    this.directory.release(home);
  }
}
