import { OttoError, PEER_ROLES } from '@otto/protocol';
import { acceptanceOf, type Acceptance } from './accepts.decorator';
import type { Frame } from './frame';
import type { Session } from './session';

/** What a gateway method looks like. It returns a promise only where it has something to wait for. */
export type Handle = (session: Session, frame: Frame) => Promise<void> | undefined;

export interface FrameHandler {
  readonly acceptance: Acceptance;
  readonly handle: Handle;
}

/** Where Nest's @SubscribeMessage keeps the message type. */
const MESSAGE_TYPE = 'message';

const UNSUPPORTED: FrameHandler = {
  acceptance: { from: PEER_ROLES },
  handle: (_session, { envelope }) => {
    throw new OttoError('unsupported_message_type', { messageType: envelope.messageType.slice(0, 32) });
  },
};

/**
 * The @SubscribeMessage methods of a gateway by message type, called directly. Nest's own callback costs several promises
 * a frame, a quarter of what relaying one costs in all, and would let a frame overtake another.
 */
export class FrameHandlers {
  readonly #byType = new Map<string, FrameHandler>();

  /** Throws when a method does not declare who may send its frames. */
  constructor(gateway: object) {
    const prototype = Object.getPrototypeOf(gateway) as Record<string, unknown>;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const method = prototype[name];
      const messageType: unknown = typeof method === 'function' && Reflect.getMetadata(MESSAGE_TYPE, method);
      if (typeof method !== 'function' || typeof messageType !== 'string') continue;
      const acceptance = acceptanceOf(method);
      if (acceptance === undefined) throw new Error(`${name} does not declare @Accepts.`);
      this.#byType.set(messageType, { acceptance, handle: method.bind(gateway) as Handle });
    }
  }

  get types(): string[] {
    return [...this.#byType.keys()];
  }

  /** Message types without a handler get one that refuses them. */
  find(messageType: string): FrameHandler {
    return this.#byType.get(messageType) ?? UNSUPPORTED;
  }
}
