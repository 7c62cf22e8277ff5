import { openPreparingLab } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

it.each([
  ['spans without line feeds', '<pre><code><span class="line">a</span><span class="line">b</span></code></pre>'],
  ['spans with line feeds', '<pre><code><span class="line">a</span>\n<span class="line">b</span></code></pre>'],
  ['line feeds inside the spans', '<pre><code><span class="line">a\n</span><span class="line">b\n</span></code></pre>'],
  ['blocks', '<pre><div>a</div><div>b</div></pre>'],
  ['one code element each', '<pre><code>a</code><code>b</code></pre>'],
  ['line breaks', '<pre>a<br>b</pre>'],
  ['line breaks in bare code', '<p><code>a<br>b</code></p>'],
])('keeps lines that are %s', async (_kind, block) => {
  expect(await prepared(block)).toContain('<pre><code>a\nb</code></pre>');
});

it.each([
  [
    'words in a line that are marked as code',
    '<pre>CREATE <em><code>name</code></em>\n    FOR <em><code>source</code></em> TO <em><code>dest</code></em> FROM <em><code>f</code></em>\n</pre>',
    'CREATE name\n    FOR source TO dest FROM f',
  ],
  ['a command and its operands', '<pre><code>R</code> [<code>&lt;</code><var>in</var>]</pre>', 'R [&lt;in]'],
  [
    'lines that are elements beside ones that are not',
    '<pre><span class="line">a</span> and <span class="line">b</span> <span class="line">c</span></pre>',
    'a and b c',
  ],
])('keeps all of a text with %s', async (_kind, block, text) => {
  expect(await prepared(block)).toBe(`<pre><code>${text}</code></pre>`);
});

it('drops numbers between lines whatever they are called', async () => {
  const block = '<pre><i>1</i><span class="line">a</span><i>2</i><span class="line">b</span></pre>';
  expect(await prepared(block)).toBe('<pre><code>a\nb</code></pre>');
});
