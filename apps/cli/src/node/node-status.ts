import { isRecord } from '@otto/protocol';

/** What the supervisor understands of the state that the extension shows in its popup. */
export interface NodeStatus {
  readonly state: string;
  readonly nodeId?: string;
  /** While it waits to be paired. */
  readonly code?: string;
  /** ms since 1970 */
  readonly codeExpiresAt?: number;
  /** It is connected, though relay and extension cannot do everything together. */
  readonly isPartial?: boolean;
  /** As an error of the wire, from which an OttoError can be made. */
  readonly error?: { readonly code: string; readonly message: string; readonly actionableHint: string };
}

/** Undefined when the extension has not said anything yet. */
export function parseNodeStatus(value: unknown): NodeStatus | undefined {
  if (!isRecord(value) || typeof value.state !== 'string') return undefined;
  const { state, nodeId, code, codeExpiresAt, error, missing } = value;
  return {
    state,
    ...(typeof nodeId === 'string' && { nodeId }),
    ...(typeof code === 'string' && { code }),
    ...(typeof codeExpiresAt === 'number' && { codeExpiresAt }),
    ...(Array.isArray(missing) && { isPartial: true }),
    ...(isRecord(error) && { error: parseError(error) }),
  };
}

function parseError({ code, message, hint }: Record<string, unknown>): NonNullable<NodeStatus['error']> {
  return { code: String(code), message: String(message), actionableHint: String(hint ?? '') };
}
