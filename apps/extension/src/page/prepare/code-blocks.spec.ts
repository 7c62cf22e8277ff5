import { openPreparingLab } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

describe('code blocks', () => {
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

  it('reads the lines of a listing by Doxygen', async () => {
    const line = (number: number, text: string): string =>
      `<div class="line"><a name="l${number}"></a><span class="lineno">${number}</span>${text}</div>`;
    const listing = `<div class="fragment">${line(1, 'int a;')}\n${line(2, '  b();')}\n</div>`;
    expect(await prepared(listing)).toBe('<pre><code>int a;\n  b();</code></pre>');
  });

  it.each(['tt', 'kbd', 'samp'])('takes a <%s> with line breaks for a block', async (tag) => {
    const block = `<${tag}><br>\nmodule&nbsp;List (<br>\n&nbsp;&nbsp;find )</${tag}>`;
    expect(await prepared(`<div>${block}</div>`)).toBe('<div><pre><code>module List (\n  find )</code></pre></div>');
  });
});
