import { ARTICLE, NEVER_LOADS, type Page } from '../../support/site';

const PARTS = `<!doctype html><title>Parts</title><body class="page">
<!-- note --><script>window.x = 1</script><style>p { color: red }</style>
<p id="seen" class="text" data-kind="a" aria-label="Seen" role="note" onclick="x()" style="top:0">Seen <a href="/there">there</a></p>
<p hidden>Hidden</p>
<x-card><template shadowrootmode="open"><p id="deep">Deep</p></template></x-card></body>`;
const FORUM = `<!doctype html><title>Empty</title><body><nav><a href="/">Home</a></nav></body>`;
const EMPTY_PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;
const PDF: Page = (_request, response) => response.writeHead(200, { 'content-type': 'application/pdf' }).end(EMPTY_PDF);
const MOVED: Page = (_request, response) => response.writeHead(302, { location: '/article' }).end();
const NOTHING: Page = (_request, response) => response.writeHead(204).end();

/** What the actions are done to, by path. */
export const PAGES: Readonly<Record<string, Page>> = {
  '/article': ARTICLE,
  '/parts': PARTS,
  '/empty': FORUM,
  '/pdf': PDF,
  '/moved': MOVED,
  '/nothing': NOTHING,
  '/never': NEVER_LOADS,
};
