import { request as httpRequest, type Agent, type IncomingHttpHeaders } from 'node:http';

export interface HttpAnswer<T> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: T;
}

export interface HttpOptions {
  /** Sent as a bearer token. */
  readonly token?: string | undefined;
  /** Where many requests share sockets. */
  readonly agent?: Agent | false | undefined;
  /** Any header, also those that fetch would not let through, such as Host and Origin. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One HTTP request, over a socket of its own unless an agent is given. `body` is sent as JSON, a string or Buffer as it is. */
export function sendHttp<T = unknown>(
  method: string,
  url: string,
  body?: unknown,
  { token, agent = false, headers = {} }: HttpOptions = {},
): Promise<HttpAnswer<T>> {
  const raw =
    typeof body === 'string' || Buffer.isBuffer(body) ? body : body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, {
      method,
      agent,
      headers: {
        ...(raw !== undefined && { 'content-type': 'application/json' }),
        ...(raw !== undefined && !('transfer-encoding' in headers) && { 'content-length': Buffer.byteLength(raw) }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = response.headers['content-type']?.includes('application/json') ?? false;
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: (isJson && text !== '' ? JSON.parse(text) : text) as T,
        });
      });
    });
    request.end(raw);
  });
}
