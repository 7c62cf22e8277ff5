import { PageLab } from '../testing/page-lab';
import type * as prepareModule from './prepare';

type Subject = typeof prepareModule;

const lab = new PageLab<Subject>('prepare/prepare.ts');
beforeAll(() => lab.open());
afterAll(() => lab.close());

/** The body of a page after it was prepared. */
async function prepared(body: string): Promise<string> {
  const html = await lab.run(`<!doctype html><body>${body}</body>`, ({ prepare }) => {
    const snapshot = document.cloneNode(true) as Document;
    prepare(snapshot);
    return snapshot.body.innerHTML;
  });
  return html.trim();
}

const TEXT = `<p>${'Words of the page that is read. '.repeat(20)}</p>`;

describe('code blocks', () => {
  it.each([
    ['<pre><code class="language-ts">a</code></pre>', 'ts'],
    ['<pre class="lang-py"><code>a</code></pre>', 'py'],
    ['<div class="highlight highlight-source-rust"><pre>a</pre></div>', 'rust'],
    ['<div class="highlight highlight-text-html-basic"><pre>a</pre></div>', 'html'],
    ['<pre data-lang="go"><code>a</code></pre>', 'go'],
    ['<figure data-language="sql"><pre><code>a</code></pre></figure>', 'sql'],
    ['<pre><code class="hljs ruby">a</code></pre>', 'ruby'],
    ['<pre><code class="hljs language-c++">a</code></pre>', 'cpp'],
    ['<pre class="brush: java; toolbar: false">a</pre>', 'java'],
    ['<div class="highlight-python3 notranslate"><div class="highlight"><pre>a</pre></div></div>', undefined],
    ['<div class="highlight-python notranslate"><div class="highlight"><pre>a</pre></div></div>', 'python'],
    ['<div class="code-block"><pre><code class="plaintext">a</code></pre></div>', undefined],
    ['<div><div class="bar"><span>bash</span><button>Copy</button></div><pre><code>a</code></pre></div>', 'bash'],
    ['<pre><div><div>bash</div><div><button>Copy</button></div><div><code>a</code></div></div></pre>', 'bash'],
    ['<pre data-enlighter-language="php">a</pre>', 'php'],
    [
      '<div class="language-ruby"><div><pre><code><table><tr><td class="gutter"><pre>1</pre></td><td class="code"><pre>a</pre></td></tr></table></code></pre></div></div>',
      'ruby',
    ],
  ])('finds the language of %s', async (block, language) => {
    const code = language === undefined ? '<code>a</code>' : `<code class="language-${language}">a</code>`;
    expect(await prepared(block)).toContain(`<pre>${code}</pre>`);
  });

  it('removes the bar with language and button', async () => {
    const block =
      '<div><div class="bar"><span>bash</span><button>Copy code</button></div><pre><code>ls</code></pre></div>';
    expect(await prepared(block)).toBe('<div><pre><code class="language-bash">ls</code></pre></div>');
  });

  it('removes a label inside of the block', async () => {
    const block = '<pre class="language-sh"><span class="tag">sh</span>\n<code>ls\n</code></pre>';
    expect(await prepared(block)).toBe('<pre><code class="language-sh">ls</code></pre>');
  });

  it('keeps code that is the name of a language', async () => {
    expect(await prepared('<pre><code><span>go</span></code></pre>')).toBe('<pre><code>go</code></pre>');
    expect(await prepared('<pre><span>go</span> run</pre>')).toBe('<pre><code>go run</code></pre>');
    expect(await prepared('<h3>Go</h3><pre>go</pre>')).toBe('<h3>Go</h3><pre><code>go</code></pre>');
  });

  it('keeps the paragraph above a block, however short', async () => {
    expect(await prepared('<p>Then run go and wait</p><pre>go</pre>')).toContain('Then run go and wait');
  });

  it('drops the column of line numbers of a table', async () => {
    const block =
      '<table class="highlight"><tr><td class="gutter"><pre>1\n2</pre></td><td class="code"><pre>a\n  b</pre></td></tr></table>';
    expect(await prepared(block)).toBe('<pre><code>a\n  b</code></pre>');
  });

  it('drops the numbers in front of lines', async () => {
    const line = (number: number, text: string): string =>
      `<span class="line"><span class="ln">${number}</span><span class="cl">${text}\n</span></span>`;
    const block = `<pre class="chroma"><code>${line(1, 'a')}${line(2, ' b')}</code></pre>`;
    expect(await prepared(block)).toBe('<pre><code>a\n b</code></pre>');
  });

  it.each([
    [
      'CodeMirror 6',
      '<div class="cm-editor"><div class="cm-gutters">1</div><div class="cm-content" data-language="python" role="textbox"><div class="cm-line">a</div><div class="cm-line">  b</div></div></div>',
    ],
    [
      'CodeMirror 5',
      '<div class="CodeMirror" data-language="python"><textarea></textarea><div class="CodeMirror-code"><div><div class="CodeMirror-gutter-wrapper">1</div><pre class="CodeMirror-line">a</pre></div><div><div class="CodeMirror-gutter-wrapper">2</div><pre class="CodeMirror-line">  b</pre></div></div></div>',
    ],
    [
      'Monaco',
      '<div class="monaco-editor"><div class="margin">1 2</div><div class="view-lines" data-language="python"><div class="view-line">a</div><div class="view-line">\u00a0\u00a0b</div></div></div>',
    ],
  ])('reads the editor %s', async (_name, editor) => {
    expect(await prepared(editor)).toBe('<pre><code class="language-python">a\n  b</code></pre>');
  });

  it('joins the rows of a table with one line each', async () => {
    const line = (number: number, text: string): string =>
      `<tr><td class="blob-num" data-line-number="${number}"></td><td class="blob-code">${text}</td></tr>`;
    expect(await prepared(`<table>${line(1, 'a')}${line(2, ' b')}</table>`)).toBe('<pre><code>a\n b</code></pre>');
  });

  it.each([
    ['spans without line feeds', '<pre><code><span class="line">a</span><span class="line">b</span></code></pre>'],
    ['spans with line feeds', '<pre><code><span class="line">a</span>\n<span class="line">b</span></code></pre>'],
    [
      'line feeds inside the spans',
      '<pre><code><span class="line">a\n</span><span class="line">b\n</span></code></pre>',
    ],
    ['blocks', '<pre><div>a</div><div>b</div></pre>'],
    ['one code element each', '<pre><code>a</code><code>b</code></pre>'],
    ['line breaks', '<pre>a<br>b</pre>'],
    ['line breaks in bare code', '<p><code>a<br>b</code></p>'],
  ])('keeps lines that are %s', async (_kind, block) => {
    expect(await prepared(block)).toContain('<pre><code>a\nb</code></pre>');
  });
});

describe('images', () => {
  it.each([
    ['<img src="data:image/gif;base64,R0" data-src="/real.jpg">', '/real.jpg'],
    ['<img class="lazy" data-original="/real.jpg">', '/real.jpg'],
    ['<img src="/img/placeholder.png" srcset="/s.jpg 300w, /l.jpg 900w">', '/l.jpg'],
    [
      '<picture><source srcset="/w_400,c_fit/a.webp 400w, /w_800,c_fit/a.webp 800w"><img src=""></picture>',
      '/w_800,c_fit/a.webp',
    ],
    ['<amp-img src="/amp.jpg" width="9"></amp-img>', '/amp.jpg'],
    ['<img src="/shown.jpg" data-src="/other.jpg">', '/shown.jpg'],
  ])('finds the source of %s', async (image, source) => {
    expect(await prepared(image)).toContain(`src="${source}"`);
  });

  it('drops tracking pixels and writes emoji as text', async () => {
    expect(await prepared('<p>a <img src="/t.gif" width="1" height="1"><img src="/e.png" alt="🎉"></p>')).toBe(
      '<p>a 🎉</p>',
    );
  });
});

describe('formulas', () => {
  it('become the TeX that they were made from', async () => {
    const katex =
      '<span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x_1</annotation></semantics></math></span><span class="katex-html">x1</span></span>';
    expect(await prepared(`<p>So ${katex}.</p>`)).toBe('<p>So <code data-otto-math="">$x_1$</code>.</p>');
  });

  it('of MathJax lose their rendering and stand alone when displayed', async () => {
    const mathjax = '<span class="MathJax_Preview">y</span><script type="math/tex; mode=display">y^2</script>';
    expect(await prepared(`<div>${mathjax}</div>`)).toBe('<div><p><code data-otto-math="">$$y^2$$</code></p></div>');
  });

  it('become TeX that looks the same, where nothing says what they were made from', async () => {
    const math = '<math display="block"><mfrac><mn>1</mn><msup><mi>x</mi><mn>2</mn></msup></mfrac></math>';
    const tex = '<code data-otto-math="">$$\\frac{1}{x^2}$$</code>';
    expect(await prepared(`<div>${math}</div>`)).toBe(`<div><p>${tex}</p></div>`);
    expect(await prepared('<p>So <math><mi>x</mi></math>.</p>')).toBe('<p>So <code data-otto-math="">$x$</code>.</p>');
    const prefixed = '<mml:math><mml:msub><mml:mi>x</mml:mi><mml:mn>1</mml:mn></mml:msub></mml:math>';
    expect(await prepared(`<p>${prefixed}</p>`)).toBe('<p><code data-otto-math="">$x_1$</code></p>');
  });

  it.each([
    [
      '3',
      '<mjx-container class="MathJax"><mjx-math></mjx-math><mjx-assistive-mml>MATH</mjx-assistive-mml></mjx-container>',
    ],
    [
      '2',
      '<span class="MathJax"><nobr>x1</nobr><span class="MJX_Assistive_MathML">MATH</span></span><script type="math/mml">MATH</script>',
    ],
  ])('of MathJax %s that were made from MathML become TeX in whole', async (_version, rendered) => {
    const math = '<math><msub><mi>x</mi><mn>1</mn></msub></math>';
    expect(await prepared(`<p>${rendered.replaceAll('MATH', math)}</p>`)).toBe(
      '<p><code data-otto-math="">$x_1$</code></p>',
    );
  });

  it('in cells of tables have names for bars, which would end the cell', async () => {
    const tex = String.raw`\|x\| + |y| \\ \text{a|b} \begin{array}{c|c} 1 \end{array}`;
    const math = `<math><semantics><annotation encoding="application/x-tex">${tex}</annotation></semantics></math>`;
    const named = String.raw`\Vert x\Vert  + \vert y\vert  \\ \text{a|b} \begin{array}{c|c} 1 \end{array}`;
    expect(await prepared(`<p>${math}</p>`)).toContain(`$${tex}$`);
    expect(await prepared(`<table><tbody><tr><td>${math}</td></tr></tbody></table>`)).toContain(`$${named}$`);
  });

  it('that only say what they mean stay as they are', async () => {
    const content = '<p><math><apply><plus></plus><ci>a</ci><cn>1</cn></apply></math></p>';
    expect(await prepared(content)).toBe(content);
  });
});

describe('callouts', () => {
  it('become quotes of their kind', async () => {
    const box = '<div class="admonition warning"><p class="admonition-title">Warning</p><p>Hot.</p></div>';
    expect(await prepared(box)).toBe('<blockquote><p>[!WARNING]</p><p>Hot.</p></blockquote>');
  });

  it('keep a title of their own', async () => {
    const box = '<aside role="note" class="tip"><p class="callout-title">Faster</p><p>Run.</p></aside>';
    expect(await prepared(box)).toContain('<p>[!TIP]</p><p><strong>Faster</strong></p><p>Run.</p>');
  });

  it.each([
    ['Bootstrap', '<div class="alert alert-warning" role="alert"><h4 class="alert-heading">Mind</h4><p>Hot.</p></div>'],
    ['VitePress', '<div class="warning custom-block"><p class="custom-block-title">Mind</p><p>Hot.</p></div>'],
    [
      'AsciiDoc',
      '<div class="admonitionblock warning"><table><tr><td class="icon"><i title="Warning"></i></td><td class="content"><div class="title">Mind</div><p>Hot.</p></td></tr></table></div>',
    ],
    [
      'Starlight',
      '<aside aria-label="Mind" class="starlight-aside starlight-aside--warning"><p class="starlight-aside__title" aria-hidden="true"><svg></svg>Mind</p><div><p>Hot.</p></div></aside>',
    ],
  ])('are known as %s writes them', async (_name, box) => {
    const quote = (await prepared(box)).replace(/<\/?div>/g, '');
    expect(quote).toBe('<blockquote><p>[!WARNING]</p><p><strong>Mind</strong></p><p>Hot.</p></blockquote>');
  });

  it('are not made of alerts that can be dismissed', async () => {
    const alert = '<div class="alert alert-info alert-dismissible">New!</div>';
    expect(await prepared(alert)).toBe(alert);
  });

  it('are not made of asides about something else', async () => {
    expect(await prepared('<aside class="author-info">Ann</aside>')).toBe('<aside class="author-info">Ann</aside>');
  });
});

describe('what Readability would take for furniture', () => {
  it('the source of a quote becomes a paragraph of it', async () => {
    expect(await prepared('<blockquote><p>Be.</p><footer>Ann</footer></blockquote>')).toBe(
      '<blockquote><p>Be.</p><p>Ann</p></blockquote>',
    );
  });

  it('the boxes of a task list become text', async () => {
    const list =
      '<ul><li><input type="checkbox" checked> done</li><li><label><input type="checkbox">open</label></li></ul>';
    expect(await prepared(list)).toBe(
      '<ul><li><span data-otto-task="">☑</span> done</li><li><label><span data-otto-task="">☐</span>open</label></li></ul>',
    );
  });

  it('a box of a form stays one', async () => {
    const form = '<form><input type="checkbox">Yes</form>';
    expect(await prepared(form)).toBe(form);
  });
});

describe('headings', () => {
  it('lose permalinks, and links to themselves become text', async () => {
    const body =
      '<h2>One <a href="#one">#</a></h2><h2><a class="header" href="#two">Two</a></h2><h2><a href="/x">Three</a></h2>';
    expect(await prepared(body)).toBe('<h2>One </h2><h2>Two</h2><h2><a href="/x">Three</a></h2>');
  });
});

describe('surroundings', () => {
  it.each([
    ['a consent banner', '<div id="onetrust-banner-sdk">We value your privacy. <button>OK</button></div>'],
    ['a cookie notice', '<div class="cookie-notice">We use cookies</div>'],
    ['a dialog', '<div role="dialog">Subscribe!</div>'],
    ['a table of contents', '<div role="navigation"><a href="#a">A</a></div>'],
  ])('%s is taken out', async (_kind, overlay) => {
    expect(await prepared(TEXT + overlay)).toBe(TEXT);
  });

  it('a dialog that holds most of the text stays', async () => {
    expect(await prepared(`<p>Feed</p><div role="dialog">${TEXT}</div>`)).toContain('Words of the page');
  });

  it('a recipe for cookies stays', async () => {
    expect(await prepared(`${TEXT}<div class="recipe chocolate-cookies">Mix.</div>`)).toContain('Mix.');
  });
});

describe('interruptions', () => {
  it.each([
    ['a box that asks for an address', '<div class="Newsletter-box"><h3>Stay in touch</h3><form><input></form></div>'],
    [
      'buttons for sharing',
      '<ul class="share-buttons"><li><a href="//x.test">Post this to your friends, all of them</a></li></ul>',
    ],
    ['the label of an advertisement', '<div class="advertisement">Advertisement</div>'],
    ['a label for screen readers', '<span class="visually-hidden">(opens in a new window)</span>'],
  ])('%s is taken out', async (_kind, box) => {
    expect(await prepared(TEXT + box)).toBe(TEXT);
  });

  it.each([
    ['a chapter on newsletters', `<section id="newsletters">${TEXT}</section>`],
    ['a page that asks for an address at its end', `<div class="newsletter">${TEXT}<form><input></form></div>`],
    ['a picture in a post of a social network', '<div class="social-embed"><img src="/a.jpg">Look</div>'],
    [
      'a link whose address has the word in its class',
      `<p class="social">${'Of the social life of bees. '.repeat(3)}</p>`,
    ],
  ])('%s stays', async (_kind, part) => {
    expect(await prepared(part)).toContain(part.slice(0, part.indexOf('>')));
  });
});

it('shows what readers without scripts see, unless it only asks for scripts', async () => {
  const shown = await lab.run('<body></body>', ({ prepare }) => {
    // Parsed without scripts, the content of noscript is elements; with scripts it would be text.
    for (const text of ['Please enable JavaScript.', 'Words that are read without scripts. '.repeat(20)]) {
      const paragraph = document.createElement('p');
      paragraph.textContent = text;
      document.body.appendChild(document.createElement('noscript')).append(paragraph);
    }
    const snapshot = document.cloneNode(true) as Document;
    prepare(snapshot);
    return [...snapshot.body.children].map((child) => child.tagName);
  });
  expect(shown).toEqual(['NOSCRIPT', 'P']);
});

it('takes scripts and styles out and leaves metadata in', async () => {
  const body =
    '<script>1</script><style>a{}</style><script type="application/ld+json">{}</script><template>t</template>';
  expect(await prepared(`${body}x`)).toBe('<script type="application/ld+json">{}</script>x');
});
