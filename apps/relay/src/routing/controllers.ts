import type { Session } from '../ws/session';
import { Controller } from './controller';

/** The controllers that are connected, by their sessions. */
export class Controllers {
  readonly #bySession = new Map<Session, Controller>();

  constructor(private readonly maxWaiting: number) {}

  add(session: Session, clientId: string, controllerId: string): void {
    this.#bySession.set(session, new Controller(session, clientId, controllerId, this.maxWaiting));
  }

  remove(session: Session): Controller | undefined {
    const controller = this.#bySession.get(session);
    this.#bySession.delete(session);
    return controller;
  }

  of(session: Session): Controller {
    const controller = this.#bySession.get(session);
    if (controller === undefined) throw new Error('The session is not that of a controller.');
    return controller;
  }

  all(): Iterable<Controller> {
    return this.#bySession.values();
  }
}
