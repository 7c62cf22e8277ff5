import { PageLab } from '../testing/page-lab';
import type * as addressesModule from './addresses';
import type * as serviceModule from './service';
import type * as writeMarkdownModule from './write-markdown';

const lab = new PageLab<typeof addressesModule & typeof serviceModule & typeof writeMarkdownModule>(
  'markdown/addresses.ts',
  'markdown/service.ts',
  'markdown/write-markdown.ts',
);
beforeAll(() => lab.open());
afterAll(() => lab.close());

describe('writeMarkdown', () => {
  it.each([
    '<p>one <b>two </b>three</p><p> four</p>',
    '<p>a<b> b</b><i>c</i> <code>d e</code> f</p>',
    '<div>text <p>block</p> text <span>inline <em>deep</em></span></div>',
    '<ul><li>a</li><li><p>b</p><p>c</p></li></ul><ol><li>d<ul><li>e</li></ul></li></ol>',
    '<h2>Head <em>line</em></h2><blockquote><p>q</p><p>r</p></blockquote>',
    '<p>x <a href="/y">link <img src="/z.png" alt="z"></a> y</p>',
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td></td></tr></tbody></table>',
    '<pre><code class="language-js">let  a;\n\n  b</code></pre><p><del>c</del></p>',
    '<p>a<br>b</p><div><div><div></div></div></div><hr><p>  </p><p>c</p>',
    '<section>\n  <div>\n    <p>\n      indented\n      text\n    </p>\n  </div>\n</section>',
  ])('writes what Turndown itself would, in one pass: %s', async (html) => {
    const [own, turndowns] = await lab.run(`<body>${html}</body>`, ({ Addresses, createTurndown, writeMarkdown }) => {
      const service = createTurndown(new Addresses(document.baseURI));
      return [writeMarkdown(service, document.body), service.turndown(document.body)];
    });
    expect(own).toBe(turndowns);
  });

  it('keeps words apart that only white space of several elements separates', async () => {
    const text = await lab.run(
      '<body><p>a<b> </b>b <i> c</i></p></body>',
      ({ Addresses, createTurndown, writeMarkdown }) =>
        writeMarkdown(createTurndown(new Addresses(document.baseURI)), document.body),
    );
    expect(text).toBe('a b *c*');
  });
});
