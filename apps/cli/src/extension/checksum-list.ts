import { createHash } from 'node:crypto';

/** The list that lies in the directory of an unpacked extension, in the format of `sha256sum`. */
export const CHECKSUM_LIST = 'SHA256SUMS';

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 by path. Undefined when a line is not `<64 hex digits>  <path>`, or a path comes twice. */
export function parseChecksumList(text: string): ReadonlyMap<string, string> | undefined {
  const sums = new Map<string, string>();
  for (const line of text.split('\n').filter((part) => part.trim() !== '')) {
    const [, sum, path] = /^([0-9a-f]{64}) [ *](.+?)\r?$/.exec(line) ?? [];
    if (sum === undefined || path === undefined || sums.has(path)) return undefined;
    sums.set(path, sum);
  }
  return sums;
}

/** The checksum of one file, from `<file>.sha256`: the bare digits, or a line of `sha256sum`. */
export function parseSingleChecksum(text: string): string | undefined {
  return /^\s*([0-9a-f]{64})(?:\s|$)/i.exec(text)?.[1]?.toLowerCase();
}
