import { OttoError } from '@otto/protocol';
import { isLoopback } from '../home/operator-token';

const MAX_REDIRECTS = 5;
const LIMIT_MS = 120_000;

/** A download may be as large as this, and ends with `signal` or after two minutes. */
export interface DownloadLimits {
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Gets a file over https, wherever its address is forwarded to; never over plain http, except from this machine itself.
 * Undefined when there is none at that address (404).
 *
 * @throws OttoError `extension_download_failed`, `invalid_argument`, `command_cancelled`
 */
export async function download(address: string, { maxBytes, signal }: DownloadLimits): Promise<Buffer | undefined> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
  try {
    const response = await open(new URL(address), limited);
    if (response.status === 404) return undefined;
    if (!response.ok) throw failure(address, `it answers ${response.status}`);
    return await read(response, maxBytes);
  } catch (cause) {
    if (signal.aborted) throw new OttoError('command_cancelled', {}, { cause });
    if (cause instanceof OttoError) throw cause;
    throw failure(address, limited.aborted ? `it took longer than ${LIMIT_MS / 1000} s` : reasonOf(cause));
  }
}

async function open(address: URL, signal: AbortSignal): Promise<Response> {
  let url = address;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    if (!isPrivate(url)) {
      const reason = `${url.origin} is not https, so that anybody on the way could change what comes`;
      throw new OttoError('invalid_argument', { name: 'The address', reason });
    }
    const response = await fetch(url, { redirect: 'manual', signal });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) return response;
    await response.body?.cancel();
    url = new URL(location, url);
  }
  throw new Error('it is forwarded too often');
}

/** Whether nobody else can read or change what comes from there. */
function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

async function read(response: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`it is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** fetch says only "fetch failed"; its cause knows more. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : message;
}

function failure(url: string, reason: string): OttoError {
  return new OttoError('extension_download_failed', { url, reason });
}
