const BYTES = 16;

/**
 * 128 random bits as hex, for request ids and nonces. Not `crypto.randomUUID`, which pages only have in a secure
 * context, and a relay on the local network is not one.
 */
export function randomId(prefix = ''): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return prefix + Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
