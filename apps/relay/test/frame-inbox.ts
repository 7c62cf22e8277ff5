import type { Envelope, MessageType } from '@otto/protocol';

/** Any frame as a spec looks at it. */
export type ReceivedFrame = Envelope<Record<string, unknown>>;
export type Matches = (frame: ReceivedFrame) => boolean;

interface Wanted {
  readonly matches: Matches;
  readonly take: (frame: ReceivedFrame) => void;
  readonly giveUp: (why: string) => void;
}

/** Far longer than anything here takes, so that a spec that waits in vain ends with a reason. */
const PATIENCE_MS = 20_000;

/** The frames that a peer was sent, in order. They wait until a spec asks for them, so nothing depends on who is faster. */
export class FrameInbox {
  readonly #received: ReceivedFrame[] = [];
  readonly #wanted = new Set<Wanted>();

  receive(frame: ReceivedFrame): void {
    const wanted = [...this.#wanted].find(({ matches }) => matches(frame));
    if (wanted === undefined) this.#received.push(frame);
    else wanted.take(frame);
  }

  /** Takes the first frame that matches out of those received, or waits for one. */
  next(matches: Matches): Promise<ReceivedFrame> {
    const place = this.#received.findIndex(matches);
    const [frame] = place < 0 ? [] : this.#received.splice(place, 1);
    return frame === undefined ? this.#wait(matches) : Promise.resolve(frame);
  }

  takeAll(): ReceivedFrame[] {
    return this.#received.splice(0);
  }

  /** No more frames come. */
  end(why: string): void {
    for (const wanted of [...this.#wanted]) wanted.giveUp(why);
  }

  #wait(matches: Matches): Promise<ReceivedFrame> {
    // Made here, so that the stack says which line of the spec waited.
    const error = new Error();
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wanted.delete(wanted);
      };
      const wanted: Wanted = {
        matches,
        take: (frame) => (done(), resolve(frame)),
        giveUp: (why) => {
          done();
          error.message = `${why}; no frame matched, these came: ${JSON.stringify(this.#received)}`;
          reject(error);
        },
      };
      const timer = setTimeout(() => wanted.giveUp(`${PATIENCE_MS} ms passed`), PATIENCE_MS);
      this.#wanted.add(wanted);
    });
  }
}

/** Matches frames on a requestId. */
export function on(requestId: string): Matches {
  return (frame) => frame.requestId === requestId;
}

/** Matches frames of a message type, with this text in the field `type` or `code` of their payload if one is given. */
export function of(messageType: MessageType, name?: string): Matches {
  return ({ messageType: type, payload }) =>
    type === messageType && (name === undefined || payload.type === name || payload.code === name);
}

/** Matches where all do. */
export function all(...matchers: Matches[]): Matches {
  return (frame) => matchers.every((matches) => matches(frame));
}
