export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Asks for `chunks`: the body of a success may be of any length, and is read as it arrives. */
  readonly stream?: boolean;
  /** Ends the request, and the reading of `chunks`. */
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** In place of the body, when that was asked for and the status is 200. */
  readonly chunks?: AsyncIterable<Uint8Array>;
  /** Value of the header of that lower-case name. */
  header(name: string): string | undefined;
}

/**
 * Makes one HTTP request. A port, because `fetch` exists everywhere but is slow to load in Node, where a command line
 * that lives for 100 ms wants `node:http`. Rejects when no answer came, and when the signal aborts.
 */
export type HttpTransport = (request: HttpRequest) => Promise<HttpAnswer>;

export const fetchTransport: HttpTransport = async ({ url, stream, ...request }) => {
  const response = await fetch(url, { ...request, redirect: 'error', credentials: 'omit' });
  const { status, body } = response;
  const header = (name: string): string | undefined => response.headers.get(name) ?? undefined;
  if (stream && status === 200 && body) return { status, header, body: '', chunks: chunksOf(body) };
  return { status, header, body: await response.text() };
};

/** Not every browser's streams can be iterated. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
