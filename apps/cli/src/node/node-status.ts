import { isRecord } from '@otto/protocol';

/** What the supervisor understands of the state that the extension shows in its popup. */
export interface NodeStatus {
  readonly state: string;
  readonly nodeId?: string;
  /** While it waits to be paired. */
  readonly code?: string;
  /** ms since 1970 */
  readonly codeExpiresAt?: number;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Undefined when the extension has not said anything yet. */
export function parseNodeStatus(value: unknown): NodeStatus | undefined {
  if (!isRecord(value) || typeof value.state !== 'string') return undefined;
  const { state, nodeId, code, codeExpiresAt, error } = value;
  return {
    state,
    ...(typeof nodeId === 'string' && { nodeId }),
    ...(typeof code === 'string' && { code }),
    ...(typeof codeExpiresAt === 'number' && { codeExpiresAt }),
    ...(isRecord(error) && { error: { code: String(error.code), message: String(error.message) } }),
  };
}
