import { OttoError, findAction, type CommandPayload } from '@otto/protocol';

const MAX_ID_LENGTH = 128;

/**
 * The tab in whose lane a command runs; undefined when it runs in none. Nodes also accept the tab inside the action's
 * payload, so it counts here as well: otherwise a command could get past a lane or a lease that way.
 *
 * @throws OttoError `invalid_command` when the two differ
 */
export function tabOf({ action, tabSessionId, payload }: CommandPayload): string | undefined {
  const inner = payload.tabSessionId;
  if (findAction(action)?.tab === 'none') return undefined;
  if (inner === undefined) return tabSessionId;
  if (typeof inner !== 'string' || inner === '' || inner.length > MAX_ID_LENGTH) {
    throw new OttoError('invalid_command', {
      reason: `payload.tabSessionId is not a string of 1 to ${MAX_ID_LENGTH} characters`,
    });
  }
  if (tabSessionId !== undefined && tabSessionId !== inner) {
    throw new OttoError('invalid_command', { reason: 'tabSessionId and payload.tabSessionId differ' });
  }
  return inner;
}
