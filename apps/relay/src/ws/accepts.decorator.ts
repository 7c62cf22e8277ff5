import type { PeerRole } from '@otto/protocol';
import type { SessionState } from './session-state';

/** Who may send a message type, and when. Every handler of the gateway declares it; FrameGate enforces it. */
export interface Acceptance {
  readonly from: readonly PeerRole[];
  /** In which states of the session; only `authenticated` when left out. */
  readonly during?: readonly SessionState['kind'][];
  /** Frames that the rate limit does not count: all of the type, or those whose payload says so. */
  readonly uncounted?: true | ((payload: object) => boolean);
}

const ACCEPTANCE = Symbol('otto:accepts');

export function Accepts(acceptance: Acceptance): MethodDecorator {
  return (_target, _name, descriptor) => {
    Reflect.defineMetadata(ACCEPTANCE, acceptance, descriptor.value as object);
  };
}

/** What a handler declares; undefined when it declares nothing. */
export function acceptanceOf(handler: object): Acceptance | undefined {
  return Reflect.getMetadata(ACCEPTANCE, handler) as Acceptance | undefined;
}
