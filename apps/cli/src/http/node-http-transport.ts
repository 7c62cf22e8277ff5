import type { HttpAnswer, HttpRequest, HttpTransport } from '@otto/sdk';
import type { IncomingMessage } from 'node:http';

/** No answer of the relay's JSON interface comes near this. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * `node:http` instead of `fetch`, which takes longer to load than a whole `otto status` may take. One connection per
 * request, so that nothing keeps the process alive afterwards.
 */
export const nodeHttpTransport: HttpTransport = async (request) => {
  const { request: open } = request.url.startsWith('https:') ? await import('node:https') : await import('node:http');
  return new Promise<HttpAnswer>((resolve, reject) => {
    const { url, method, signal, body, stream } = request;
    const outgoing = open(url, { method, headers: headersOf(request), signal, agent: false });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      if (stream && response.statusCode === 200) resolve({ ...head(response), body: '', chunks: response });
      else read(response).then(resolve, reject);
    });
    outgoing.end(body);
  });
};

function headersOf({ headers, body }: HttpRequest): Record<string, string> {
  return { ...headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) };
}

async function read(response: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new Error('The answer is too large.');
    chunks.push(chunk);
  }
  return { ...head(response), body: Buffer.concat(chunks).toString('utf8') };
}

function head({ statusCode = 0, headers }: IncomingMessage): Pick<HttpAnswer, 'status' | 'header'> {
  return { status: statusCode, header: (name) => [headers[name]].flat()[0] };
}
