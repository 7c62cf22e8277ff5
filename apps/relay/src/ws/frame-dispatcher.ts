import type { Frame, UnreadableFrame } from './frame';
import type { FrameErrorFilter } from './frame-error.filter';
import type { FrameGate } from './frame-gate';
import type { FrameHandlers } from './frame-handlers';
import { isReadable, parseFrame } from './frame-parser';
import type { Session } from './session';

/** Takes a message to the handler of its type; whatever goes wrong on the way is answered. */
export class FrameDispatcher {
  constructor(
    private readonly handlers: FrameHandlers,
    private readonly gate: FrameGate,
    private readonly errors: FrameErrorFilter,
  ) {}

  /** Never throws or rejects. */
  dispatch(session: Session, bytes: Buffer, isBinary: boolean): Promise<void> | undefined {
    // The peer may send on until it has read that the session ended.
    if (!session.isOpen) return undefined;
    const frame = parseFrame(bytes, isBinary);
    if (isReadable(frame)) return this.#handle(session, frame);
    this.#refuse(session, frame);
    return undefined;
  }

  #refuse(session: Session, unreadable: UnreadableFrame): void {
    try {
      this.gate.count(session);
      this.errors.answerUnreadable(unreadable, session);
    } catch (error) {
      this.errors.answerUnreadable({ ...unreadable, error }, session);
    }
  }

  #handle(session: Session, frame: Frame): Promise<void> | undefined {
    try {
      const { acceptance, handle } = this.handlers.find(frame.envelope.messageType);
      this.gate.admit(session, frame.envelope, acceptance);
      return handle(session, frame)?.catch((error: unknown) => this.errors.answer(error, session, frame));
    } catch (error) {
      this.errors.answer(error, session, frame);
      return undefined;
    }
  }
}
