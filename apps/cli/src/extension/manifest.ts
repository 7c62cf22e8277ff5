import { EXTENSION_ID, isRecord } from '@otto/protocol';
import { createHash } from 'node:crypto';

export interface Manifest {
  /** Whether a browser would take it for Otto's extension: the id follows from the key. */
  readonly isOtto: boolean;
  /** Up to four numbers. */
  readonly version: string | undefined;
}

/** What a manifest.json says of the extension; undefined when it is not JSON. */
export function readManifest(content: Uint8Array): Manifest | undefined {
  const manifest = parseJson(Buffer.from(content).toString('utf8'));
  if (!isRecord(manifest)) return undefined;
  const { key, version } = manifest;
  return {
    isOtto: typeof key === 'string' && extensionId(key) === EXTENSION_ID,
    version: typeof version === 'string' && /^\d+(\.\d+){0,3}$/.test(version) ? version : undefined,
  };
}

/** As Chrome derives it: the first 128 bits of the key's SHA-256, written with the letters a to p. */
function extensionId(key: string): string {
  const digits = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return digits.replaceAll(/[0-9a-f]/g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
