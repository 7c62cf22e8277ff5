/** What the relay takes by default; a larger frame would end the node's session and everything that runs in it. */
export const MAX_FRAME_BYTES = 16 * 1024 * 1024;
const MAX_BYTES_PER_CHAR = 3;

/** Whether a text may be sent as, or in, one frame with `reservedBytes` beside it. Counts only near the limit, for that is slow. */
export function fitsIntoFrame(text: string, reservedBytes = 0): boolean {
  const limit = MAX_FRAME_BYTES - reservedBytes;
  return text.length * MAX_BYTES_PER_CHAR <= limit || new TextEncoder().encode(text).length <= limit;
}
