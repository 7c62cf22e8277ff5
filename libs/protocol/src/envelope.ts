import { OttoError } from './errors/otto-error';

export const PROTOCOL_VERSION = '1.0';

export const MESSAGE_TYPES = [
  'hello',
  'hello_ack',
  'auth',
  'auth_ack',
  'refresh',
  'refresh_ack',
  'command',
  'result',
  'error',
  'event',
  'ping',
  'pong',
  'tab_lock',
  'tab_unlock',
  'command_cancel',
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

export const PEER_ROLES = ['controller', 'node'] as const;
/** The two kinds of peer that connect to a relay. */
export type PeerRole = (typeof PEER_ROLES)[number];
export type SenderRole = PeerRole | 'relay';

/** The outer fields of every frame; `payload` is checked per message type. */
export interface Envelope<P = unknown, T extends string = string> {
  protocolVersion: string;
  messageType: T;
  /** 1 to 128 characters; correlates a request with everything that answers it. */
  requestId: string;
  /** ISO-8601. */
  timestamp: string;
  senderRole: SenderRole;
  payload: P;
  traceId?: string;
}

export const MAX_REQUEST_ID_LENGTH = 128;
export const MAX_TRACE_ID_LENGTH = 128;

const VERSION = /^1\.\d+(\.\d+)?$/;
const SENDER_ROLES: ReadonlySet<unknown> = new Set<SenderRole>([...PEER_ROLES, 'relay']);

/**
 * Checks the outer fields of a parsed frame. Written by hand because it runs on both sides for every frame, and because
 * the extension's content security policy forbids compiled schemas.
 *
 * @throws OttoError `invalid_envelope` or `unsupported_protocol_version`.
 */
export function assertEnvelope(value: unknown): asserts value is Envelope {
  const reason = envelopeProblem(value);
  if (reason !== undefined) throw new OttoError('invalid_envelope', { reason });
  const { protocolVersion } = value as Envelope;
  if (!VERSION.test(protocolVersion)) {
    throw new OttoError('unsupported_protocol_version', { version: protocolVersion.slice(0, 16) });
  }
}

function envelopeProblem(value: unknown): string | undefined {
  if (!isRecord(value)) return 'it is not an object';
  const { protocolVersion, messageType, requestId, timestamp, senderRole, traceId } = value;
  if (typeof protocolVersion !== 'string') return 'protocolVersion is missing';
  if (typeof messageType !== 'string') return 'messageType is missing';
  if (!isRequestId(requestId)) return `requestId is not a string of 1 to ${MAX_REQUEST_ID_LENGTH} characters`;
  if (typeof timestamp !== 'string') return 'timestamp is missing';
  if (!SENDER_ROLES.has(senderRole)) return 'senderRole is not controller, node or relay';
  if (!isRecord(value.payload)) return 'payload is not an object';
  if (traceId !== undefined && (typeof traceId !== 'string' || traceId.length > MAX_TRACE_ID_LENGTH)) {
    return `traceId is not a string of at most ${MAX_TRACE_ID_LENGTH} characters`;
  }
  return undefined;
}

/** Whether a value can be used to correlate an answer, even if the rest of its frame is unusable. */
export function isRequestId(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_REQUEST_ID_LENGTH;
}

/** A plain JSON object: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface FrameOptions {
  readonly traceId?: string | undefined;
  /** Milliseconds since 1970; the current time when left out. */
  readonly now?: number;
}

/** Builds a frame to send. */
export function makeFrame<P, T extends MessageType>(
  senderRole: SenderRole,
  messageType: T,
  requestId: string,
  payload: P,
  { traceId, now = Date.now() }: FrameOptions = {},
): Envelope<P, T> {
  return {
    protocolVersion: PROTOCOL_VERSION,
    messageType,
    requestId,
    timestamp: new Date(now).toISOString(),
    senderRole,
    ...(traceId !== undefined && { traceId }),
    payload,
  };
}
