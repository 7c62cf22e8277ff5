// Made by `npm run generate` from the DTOs of libs/protocol. Do not edit.
import type { ActionName, ActionPayload } from '@otto/protocol';

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
