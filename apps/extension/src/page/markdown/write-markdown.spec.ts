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
    expect(await written('<p>a<b> </b>b <i> c</i></p>')).toBe('a b *c*');
    expect(await written('<p>a <span id="here"></span> b</p>')).toBe('a b');
  });

  it.each([
    ['<p><code>a</code>\n= <b>x</b></p>', '`a` = **x**'],
    ['<p><span>(tab</span><span>=</span><span>8)</span></p>', '(tab=8)'],
    ['<p><a href="/a">A</a>&gt; and <b>x</b>- y</p>', '[A](http://lab.test/a)> and **x**- y'],
    ['<p><img src="/a.png" alt="a">- x</p>', '![a](/a.png)- x'],
    ['<h2>1. Scope</h2><h3><a id="b"></a>- b -</h3>', '## 1. Scope\n\n### - b -'],
    ['<dl><dt>1. Term</dt></dl>', '**1. Term**'],
    ['<p><em>1.</em> x</p><ul><li><a href="/a">2. y</a></li></ul>', '*1.* x\n\n- [2. y](http://lab.test/a)'],
  ])('does not escape in the middle of a line what is markup at the start of one: %s', async (html, markdown) => {
    expect(await written(html)).toBe(markdown);
  });

  it.each([
    ['<p><span>1.</span> x</p>', '1\\. x'],
    ['<p><a id="x"></a><i></i>- x</p>', '\\- x'],
    ['<p><a id="x">1. y</a></p><p><a href="javascript:x()">2. y</a></p>', '1\\. y\n\n2\\. y'],
    ['<p>a<br># b</p><ul><li>+ c</li></ul>', 'a  \n\\# b\n\n- \\+ c'],
    ['<p>a</p>- b<p>&gt; c</p>', 'a\n\n\\- b\n\n\\> c'],
    ['<dl><dt>1. a<br>- b</dt></dl>', '1\\. a  \n\\- b'],
    ['<iframe src="https://video.test/1" title="A film"></iframe>- x', '[A film](https://video.test/1)\n\n\\- x'],
  ])('escapes it where an element that writes nothing begins the line: %s', async (html, markdown) => {
    expect(await written(html)).toBe(markdown);
  });

  it('keeps the space at the edges of code, and no more than one', async () => {
    expect(await written('<p>class<code> Enum </code>will</p>')).toBe('class `Enum` will');
    expect(await written('<p>class <kbd> a </kbd> will <samp>\nb</samp></p>')).toBe('class `a` will `b`');
    expect(await written('<p><code> a </code></p><p>b<code>\n</code>c</p>')).toBe('`a`\n\nb c');
    expect(await written('<p>a <b><code>b </code></b>c<code> d</code><br><code> e</code></p>')).toBe(
      'a **`b`** c `d`  \n`e`',
    );
    expect(await written('<p>a <code data-otto-math="">$x$\n</code>b</p>')).toBe('a $x$ b');
  });

  it('escapes what would close a heading', async () => {
    expect(await written('<h1>In C #</h1><h2>C#</h2>')).toBe('# In C \\#\n\n## C#');
  });
});

function written(body: string): Promise<string> {
  return lab.run(`<body>${body}</body>`, ({ Addresses, createTurndown, writeMarkdown }) =>
    writeMarkdown(createTurndown(new Addresses(document.baseURI)), document.body),
  );
}
