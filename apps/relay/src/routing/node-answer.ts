import { OttoError, type ErrorPayload, type ResultPayload } from '@otto/protocol';
import { ErrorPayload as ErrorDto, ResultPayload as ResultDto, compileValidator } from '@otto/protocol/dto';
import type { Frame } from '../ws/frame';
import { outcomeOfError, type Ending } from './ending';

const resultOf = compileValidator<ResultPayload>(ResultDto);
const errorOf = compileValidator<ErrorPayload>(ErrorDto);

/** Reads a node's `result` or `error` frame. Throws `invalid_result` when it is neither. */
export function readAnswer({ envelope, bytes }: Frame): Ending {
  try {
    if (envelope.messageType === 'error') {
      const error = errorOf(envelope.payload);
      return { outcome: outcomeOfError(error), code: error.code, answerBytes: bytes.length };
    }
    const result = resultOf(envelope.payload);
    return { outcome: result.commandOutcome, result, answerBytes: bytes.length };
  } catch (error) {
    const reason = error instanceof OttoError ? error.details.reason : undefined;
    throw new OttoError('invalid_result', { reason }, { cause: error });
  }
}
