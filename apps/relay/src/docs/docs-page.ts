import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StreamableFile } from '@nestjs/common';
import { OttoError } from '@otto/protocol';

/** The page runs what the relay itself serves and reads from it alone. Swagger UI brings its icons as data. */
export const DOCS_PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const DOCS_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Otto relay: HTTP API</title>
    <link rel="icon" href="/api/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
  </head>
  <body>
    <div id="api"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/show.js"></script>
  </body>
</html>
`;

/** Shows the description and no more: nothing can be sent, and there is no field to put a token into. */
const SHOW = `const nothing = () => () => null;
SwaggerUIBundle({
  url: '/api/docs-json',
  dom_id: '#api',
  supportedSubmitMethods: [],
  plugins: [() => ({ wrapComponents: { authorizeBtn: nothing, authorizeOperationBtn: nothing } })],
});
`;

/** Of Swagger UI, which @nestjs/swagger brings along. */
const UI_FILES: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
  ['favicon-32x32.png', 'image/png'],
]);

/** A file of the page by its name; no other can be reached. @throws OttoError `not_found` */
export function pageFile(name: string): StreamableFile {
  if (name === 'show.js') return new StreamableFile(Buffer.from(SHOW), { type: 'text/javascript; charset=utf-8' });
  const type = UI_FILES.get(name);
  if (type === undefined) throw new OttoError('not_found');
  return new StreamableFile(createReadStream(join(uiDirectory(), name)), { type });
}

function uiDirectory(): string {
  return dirname(createRequire(require.resolve('@nestjs/swagger')).resolve('swagger-ui-dist/package.json'));
}
