import { OttoError, fromWireError, isErrorCode, isRecord } from '@otto/protocol';

/** What a function in a page returns for a failure that has a code of its own: data, because what it throws is lost. */
export interface SerializedScriptError {
  readonly __ottoSerializedCommandError: true;
  readonly code: string;
  readonly message: string;
}

export function isSerializedScriptError(value: unknown): value is SerializedScriptError {
  return (
    isRecord(value) &&
    value.__ottoSerializedCommandError === true &&
    typeof value.code === 'string' &&
    typeof value.message === 'string'
  );
}

/** The error that it stands for. A code that the catalogue does not know is kept, with the words of the page. */
export function fromSerialized({ code, message }: SerializedScriptError, site: string): OttoError {
  if (isErrorCode(code)) return new OttoError(code, { site, reason: message });
  const { category, hint } = new OttoError('page_script_failed');
  return fromWireError({ code, message, category, actionableHint: hint, retryable: false });
}
