import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Page = string | ((request: IncomingMessage, response: ServerResponse) => void);

/** A local website: pages by path, and one path that never answers. */
export class Site {
  readonly #server: Server;

  private constructor(
    server: Server,
    readonly url: string,
  ) {
    this.#server = server;
  }

  static async serve(pages: Readonly<Record<string, Page>>): Promise<Site> {
    const server = createServer(answering(pages));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return new Site(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}

/** Answers each request with the page of its path. */
export function answering(pages: Readonly<Record<string, Page>>): RequestListener {
  return (request, response) => {
    const page = pages[new URL(request.url ?? '/', 'http://site').pathname];
    if (page === undefined) response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
    else if (typeof page === 'string')
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    else page(request, response);
  };
}

/** A page that accepts the request and never sends a byte. */
export const NEVER_LOADS: Page = () => undefined;

export const ARTICLE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Tides of the estuary</title></head>
<body>
<nav><a href="/">Home</a> <a href="/shop">Shop</a></nav>
<article>
  <h1>Tides of the estuary</h1>
  <p>Twice a day the estuary fills and empties. The people who live along its banks have kept a table of its tides for longer than
  anyone remembers, and they still check it each evening before they pull the boats up.</p>
  <h2>The table</h2>
  <p>Heights are given in metres above the lowest tide of the year, as the harbour master measured them on the pier.</p>
  <table><thead><tr><th>Place</th><th>High water</th></tr></thead>
  <tbody><tr><td>Old pier</td><td>4.1</td></tr><tr><td>Mill bridge</td><td>2.7</td></tr></tbody></table>
  <h2>How it is computed</h2>
  <p>The harbour master has a small program, which he is proud of and which nobody else may change without his leave:</p>
  <pre><code class="language-python">def high_water(day):
    return mean + amplitude * cos(day)</code></pre>
  <ul><li>Spring tides come with the full moon.</li><li>Neap tides come a week later, see <a href="/neap">the neap page</a>.</li></ul>
</article>
<footer>All rights reserved by the harbour.</footer>
</body></html>`;
