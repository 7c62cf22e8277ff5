import { LIMITS, OttoError, isRecord, type Envelope } from '@otto/protocol';
import { GrantLimits } from '../grant/grant-limits';

/** A command as the node runs it: what concerns routing is gone, and what concerns the action is taken apart. */
export interface Command {
  readonly requestId: string;
  readonly traceId?: string | undefined;
  readonly action: string;
  /** For the action alone: without tab session and the relay's metadata. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly tabSessionId?: string | undefined;
  /** For whom it runs; missing for errands of the relay itself. */
  readonly clientId?: string | undefined;
  /** Whether it comes from the relay itself and not from a controller. */
  readonly isErrand: boolean;
  /** How far the client's grant goes, where it is narrowed. */
  readonly grant?: GrantLimits | undefined;
  readonly timeoutMs: number;
  readonly idempotencyKey?: string | undefined;
}

/** Keys that only the relay may set; it strips a controller's own. */
const RESERVED = '__';

/** Reads a `command` frame. The relay has checked it, but it is not the node's to trust a peer's shape: `invalid_command`. */
export function readCommand({ requestId, traceId, senderRole, payload: command }: Envelope): Command {
  if (!isRecord(command) || typeof command.action !== 'string' || !isRecord(command.payload)) {
    throw new OttoError('invalid_command', { reason: 'action or payload is missing' });
  }
  const { tabSessionId: inner, ...payload } = command.payload;
  return {
    requestId,
    traceId,
    action: command.action,
    payload: Object.fromEntries(Object.entries(payload).filter(([key]) => !key.startsWith(RESERVED))),
    tabSessionId: optionalString(command.tabSessionId) ?? optionalString(inner),
    clientId: optionalString(payload.__controllerClientId),
    isErrand: senderRole === 'relay',
    grant: GrantLimits.read(payload.__grant),
    timeoutMs: typeof command.timeoutMs === 'number' ? command.timeoutMs : LIMITS.commandTimeoutMs.default,
    idempotencyKey: optionalString(command.idempotencyKey),
  };
}

function optionalString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
