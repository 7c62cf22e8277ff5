import type { ErrorBody, ErrorPayload } from '../dto/error.dto';
import { errorDefinition, isErrorCode, type ErrorCode } from './catalogue';
import type { ErrorCategory } from './error-definition';

/** Values for the placeholders of the message and hint, and ids that belong in an error frame. Never secrets. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | undefined>>;

/** A code of a peer that speaks a newer or other dialect; the empty intersection keeps completion for the known ones. */
type ForeignCode = string & Record<never, never>;

/** The one error class: what to answer follows from the code's entry in the catalogue. */
export class OttoError extends Error {
  override readonly name = 'OttoError';
  readonly code: ErrorCode | ForeignCode;
  readonly category: ErrorCategory;
  readonly status: number;
  readonly retryable: boolean;
  /** The one thing to do next. */
  readonly hint: string;

  constructor(
    code: ErrorCode,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    const definition = errorDefinition(code);
    super(fill(definition.message, details), options);
    this.code = code;
    this.category = definition.category;
    this.status = definition.status;
    this.retryable = definition.retryable;
    this.hint = fill(definition.hint, details);
  }

  /** The payload of an error frame; `context` adds the ids that the wire protocol names. */
  toPayload(context: Partial<ErrorPayload> = {}): ErrorPayload {
    return {
      category: this.category,
      code: this.code,
      message: this.message,
      retryable: this.retryable,
      actionableHint: this.hint,
      ...context,
    };
  }

  /** The body of an HTTP answer. */
  toBody(): ErrorBody {
    return { error: this.code, code: this.code, message: this.message, actionableHint: this.hint };
  }
}

/**
 * Turns anything thrown into an OttoError. What is not one already becomes `internal_error`: its text may hold
 * paths, data or secrets, so it is kept as `cause` for the log and never reaches the caller.
 */
export function toOttoError(thrown: unknown): OttoError {
  return thrown instanceof OttoError ? thrown : new OttoError('internal_error', {}, { cause: thrown });
}

/**
 * An error that a peer answered, rebuilt on this side. A code that this version does not know (a newer relay, somebody
 * else's node) is kept as it is: the caller sees what the peer said. `details` adds what this side knows, such as the
 * requestId.
 */
export function fromWireError(
  wire: Partial<Record<keyof ErrorPayload, unknown>>,
  details: ErrorDetails = {},
): OttoError {
  const error = new OttoError(isErrorCode(wire.code) ? wire.code : 'internal_error', details);
  const said = { code: wire.code, category: wire.category, message: wire.message, hint: wire.actionableHint };
  for (const [key, value] of Object.entries(said)) {
    if (typeof value === 'string') Object.defineProperty(error, key, { value, enumerable: key !== 'message' });
  }
  if (typeof wire.retryable === 'boolean') Object.defineProperty(error, 'retryable', { value: wire.retryable });
  return error;
}

/** A placeholder without a value goes together with the space before it. */
function fill(template: string, details: ErrorDetails): string {
  return template.replace(/( ?)\{(\w+)\}/g, (_, space: string, key: string) => {
    const value = String(details[key] ?? '');
    return value === '' ? '' : `${space}${value}`;
  });
}
