export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** Value of the header of that lower-case name. */
  header(name: string): string | undefined;
}

/**
 * Makes one HTTP request. A port, because `fetch` exists everywhere but is slow to load in Node, where a command line
 * that lives for 100 ms wants `node:http`. Rejects when no answer came, and when the signal aborts.
 */
export type HttpTransport = (request: HttpRequest) => Promise<HttpAnswer>;

export const fetchTransport: HttpTransport = async ({ url, ...request }) => {
  const response = await fetch(url, { ...request, redirect: 'error', credentials: 'omit' });
  return {
    status: response.status,
    body: await response.text(),
    header: (name) => response.headers.get(name) ?? undefined,
  };
};
