// The pages that are read: an article of 10 kB as a blog has it, and a page of 1 MB in 25 000 elements.
import { createServer } from 'node:http';
import { once } from 'node:events';

const WORDS = (
  'twice a day the estuary fills and empties and people who live along its banks have kept a table of its tides for longer than ' +
  'anyone remembers they still check it each evening before they pull the boats up over the shingle past the old mill bridge'
).split(' ');

/** Prose that differs from place to place, and is the same in every run. */
function prose(seed, count) {
  const words = Array.from({ length: count }, (_, at) => WORDS[(seed * 31 + at * 7 + ((at * at) % 13)) % WORDS.length]);
  return `${words.join(' ')}.`;
}

function section(n, id) {
  const items = [1, 2, 3]
    .map((item) => `<li>${prose(n + item, 9)} <a href="/tide/${id}-${item}">tide</a></li>`)
    .join('');
  return `<section><h2 id="part-${id}">Part ${id}</h2>
<p class="text">${prose(n, 45)} <em>${prose(n + 1, 3)}</em> ${prose(n + 2, 20)} <a href="/note/${id}" title="A note">a note</a>, ${prose(n + 3, 25)}</p>
<p class="text">${prose(n + 4, 60)} <strong>${prose(n + 5, 2)}</strong> ${prose(n + 6, 12)} <code>high_water(${n})</code></p>
<ul>${items}</ul>
<blockquote><p>${prose(n + 7, 18)}</p></blockquote></section>`;
}

/** Small elements in great number, as in a reference or a long list of data. */
function rows(n, id) {
  const cells = [1, 2, 3, 4, 5, 6].map(
    (row) =>
      `<tr><td>${prose(n + row, 2)}</td><td><a href="/${id}/${row}">${row * n}</a></td><td><b>${n}</b>.${row}</td></tr>`,
  );
  return `<table><thead><tr><th>Place</th><th>High water</th><th>Range</th></tr></thead><tbody>${cells.join('')}</tbody></table>`;
}

function page(title, content) {
  const links = [1, 2, 3, 4, 5, 6, 7].map((n) => `<li><a href="/section/${n}">Section ${n}</a></li>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<style>body{font:16px serif;margin:0 auto;max-width:46em}nav{display:flex}.text{line-height:1.5}table{border:1px solid}</style></head>
<body><header><nav><ul>${links}</ul></nav></header>
<div class="layout"><div class="content"><h1>${title}</h1>${content}</div>
<aside><h3>More</h3><ul>${links}</ul></aside></div><footer><p>All rights reserved.</p></footer></body></html>`;
}

const SMALL_BYTES = 10_000;
const LARGE = { bytes: 1_000_000, elements: 25_000 };

function smallPage() {
  let content = '';
  for (let n = 1; page('Tides', content).length < SMALL_BYTES; n++) content += section(n, n);
  return page('Tides of the estuary', content);
}

/** Sections and tables in turn, whichever brings bytes and elements closer to what is wanted. */
function largePage() {
  let content = '';
  let elements = 0;
  for (let n = 1; content.length < LARGE.bytes; n++) {
    const isBehind = elements / LARGE.elements < content.length / LARGE.bytes;
    const part = isBehind ? rows(n, n) : section(n, n);
    content += part;
    elements += part.match(/<[a-z]/g)?.length ?? 0;
  }
  return page('All tides of all estuaries', content);
}

/** Serves them, and an empty page, on a port of this machine. */
export async function servePages() {
  const pages = { '/small': smallPage(), '/large': largePage(), '/empty': '<!doctype html><title>empty</title>' };
  const server = createServer((request, response) => {
    const body = pages[new URL(request.url ?? '/', 'http://site').pathname];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(body ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}`;
  return {
    small: `${url}/small`,
    large: `${url}/large`,
    empty: `${url}/empty`,
    close: () => (server.closeAllConnections(), server.close()),
  };
}
