import { randomUUID } from 'node:crypto';
import { setTimeout as pass } from 'node:timers/promises';
import type { ChaosIdentity } from './chaos-relay';
import { ControllerSession } from './controller-session';
import type { Dice } from './dice';

const DEEDS = {
  command: 60,
  burst: 4,
  cancel: 8,
  lock: 4,
  unlock: 2,
  subscribe: 2,
  malformed: 6,
  stall: 3,
  hang: 1,
  oversized: 1,
  kill: 2,
  leave: 1,
} as const;

const TABS = [undefined, 'tab_a', 'tab_b', 'tab_c'] as const;
const MALFORMED = ['', 'x', '{', '[]', '{"messageType":"command"}', '\u0000', '"{}"'] as const;
const OVERSIZED = 'x'.repeat(2 * 1024 * 1024);
const BURST = 30;
/** Longer than a controller may be silent. */
const HANG_MS = 3000;

/** A controller that sends commands and misbehaves, again and again. */
export class ChaosController {
  /** What the relay has done wrong to the sessions that are over or settled. */
  readonly complaints: string[] = [];
  commands = 0;
  sessions = 0;
  #session: ControllerSession | undefined;

  constructor(
    private readonly wsUrl: string,
    private readonly identity: ChaosIdentity,
    private readonly nodes: readonly [string, ...string[]],
    private readonly dice: Dice,
  ) {}

  /** Goes on until told to stop. */
  async live(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const session = await this.#connected();
      if (session !== undefined) await this.#do(this.dice.weigh(DEEDS), session);
      await pass(this.dice.between(0, 20));
    }
  }

  /** Resolves when every command of a session that has survived is ended, or `patienceMs` have passed. */
  async settle(patienceMs: number): Promise<void> {
    const deadline = Date.now() + patienceMs;
    const session = this.#session;
    while (session?.isOpen === true && Date.now() < deadline) {
      await session.barrier();
      if (session.ledger.open.length === 0) break;
      await pass(50);
    }
    this.complaints.push(...(session?.complaints() ?? []));
  }

  /** Has commands under way that nobody will answer, and waits until the relay has taken them all. */
  async beginCommands(count: number): Promise<void> {
    const session = await this.#connected();
    if (session === undefined) throw new Error(`${this.identity.name} cannot connect`);
    for (let begun = 0; begun < count; begun += 1) this.#command(session, 30_000);
    await session.barrier();
  }

  /** Resolves when the relay has ended the session, and says with which code. */
  async farewell(): Promise<number | undefined> {
    const code = await this.#session?.whenClosed();
    this.complaints.push(...(this.#session?.complaints() ?? []));
    return code;
  }

  /** Gone without a word. */
  leave(): void {
    this.#session?.socket.terminate();
    this.#session = undefined;
  }

  async #connected(): Promise<ControllerSession | undefined> {
    if (this.#session?.isOpen === true) return this.#session;
    this.complaints.push(...(this.#session?.complaints() ?? []));
    this.#session = undefined;
    try {
      this.#session = await ControllerSession.open(this.wsUrl, this.identity);
      this.sessions += 1;
    } catch {
      // Too many strangers at once; it comes back.
    }
    return this.#session;
  }

  async #do(deed: keyof typeof DEEDS, session: ControllerSession): Promise<void> {
    switch (deed) {
      case 'command':
        return this.#command(session, this.dice.between(100, 1500));
      case 'burst':
        for (let sent = 0; sent < BURST; sent += 1) this.#command(session, 1000);
        return;
      case 'cancel':
        return session.send('command_cancel', { targetRequestId: session.ledger.open[0] ?? 'none' });
      case 'lock':
        return session.send('tab_lock', { ...this.#tab(), lockLeaseMs: 200, timeoutMs: 300 });
      case 'unlock':
        return session.send('tab_unlock', this.#tab());
      case 'subscribe':
        return this.#command(session, 1000, 'listener.subscribe');
      case 'malformed':
        return session.socket.send(this.dice.pick(MALFORMED));
      case 'stall':
        return session.stall(this.dice.between(50, 1000));
      case 'hang':
        return session.stall(HANG_MS);
      case 'oversized':
        session.isAtFault = true;
        return session.socket.send(OVERSIZED);
      case 'kill':
        return this.leave();
      case 'leave':
        session.isAtFault = true;
        return session.socket.close();
    }
  }

  #command(session: ControllerSession, timeoutMs: number, action = 'primitive.dom.extract_text'): void {
    this.commands += 1;
    // Every session counts alike, so that many use the same requestIds at the same time.
    const requestId = `command_${session.ledger.size}`;
    const mark = `${this.identity.name} ${randomUUID()}`;
    const text = 'x'.repeat(this.dice.pick([0, 0, 0, 0, 100_000]));
    session.ledger.asks(requestId, mark);
    const payload = {
      targetNodeId: this.dice.pick(this.nodes),
      action,
      payload: { mark, text, ...(action === 'listener.subscribe' && { listener: 'network.http_intercept' }) },
      replayNonce: mark,
      tabSessionId: this.dice.pick(TABS),
      waitPolicy: this.dice.pick(['fail_fast', 'wait_with_timeout', 'wait_with_timeout']),
      timeoutMs,
    };
    session.send('command', payload, requestId);
  }

  #tab(): { targetNodeId: string; tabSessionId: string } {
    return { targetNodeId: this.dice.pick(this.nodes), tabSessionId: this.dice.pick(['tab_a', 'tab_b', 'tab_c']) };
  }
}
