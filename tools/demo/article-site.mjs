import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

/** @type {Readonly<Record<string, { file: string, type: string }>>} */
const PAGES = {
  '/': { file: 'article.html', type: 'text/html; charset=utf-8' },
  '/path.svg': { file: 'path.svg', type: 'image/svg+xml' },
};

/**
 * Serves the demo's own article on a free port of this machine, so that the demo needs no network.
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export async function serveArticle() {
  const server = createServer((request, response) => {
    const page = PAGES[request.url ?? ''];
    if (!page) return void response.writeHead(404).end();
    readFile(new URL(page.file, import.meta.url)).then(
      (body) => response.writeHead(200, { 'content-type': page.type }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
