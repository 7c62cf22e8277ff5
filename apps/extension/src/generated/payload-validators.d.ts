// Made by `npm run generate` from the DTOs of libs/protocol. Do not edit.
import type { ActionName, ActionPayload, ListenerName, ListenerOptions } from '@otto/protocol';

/**
 * Checks what a command brought for its action.
 *
 * @throws OttoError with the code that the DTO names for the wrong or missing field, or `unsupported_action` for an
 * action that the protocol does not know. It names the field and never quotes the value.
 */
export declare function validatePayload<A extends ActionName>(
  action: A,
  payload: unknown,
): asserts payload is ActionPayload<A>;

/** The same for the options of a listener; it throws `unsupported_listener` for one that the protocol does not know. */
export declare function validateListenerOptions<L extends ListenerName>(
  listener: L,
  options: unknown,
): asserts options is ListenerOptions<L>;
