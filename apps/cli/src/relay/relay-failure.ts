import { fromWireError, isErrorCode, OttoError } from '@otto/protocol';

/**
 * Why a relay did not start, from what it wrote before it ended: `code: message`, and the remedy on the next line.
 * `relay_start_failed` when it had no such words. `exit` says how it ended.
 */
export function relayFailure(written: string, exit: string, logFile: string): OttoError {
  const lines = written.split('\n').map((line) => line.trim());
  for (const [index, line] of lines.entries()) {
    const [, code, message] = /^([A-Za-z_]+): (.+)$/.exec(line) ?? [];
    if (isErrorCode(code)) return fromWireError({ code, message, actionableHint: lines[index + 1] });
  }
  // The end of a stack tells nothing; the line above it names the error.
  const last = lines.findLast((line) => /^\w*Error\b/.test(line)) ?? lines.findLast((line) => line !== '');
  const reason = last === undefined ? exit : `${exit}, after it wrote: ${last}`;
  return new OttoError('relay_start_failed', { reason, logFile });
}
