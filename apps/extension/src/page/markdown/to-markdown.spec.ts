import { openMarkdownLab } from '../testing/markdown-lab';

const { markdown } = openMarkdownLab();

describe('blocks', () => {
  it('keeps heading levels and drops emphasis that headings have anyway', async () => {
    expect(await markdown('<p>x</p><h2>Two</h2><h4><strong>Four</strong></h4><h6>Six<br>lines</h6>')).toBe(
      'x\n\n## Two\n\n#### Four\n\n###### Six lines',
    );
  });

  it('writes nested lists with indentation, numbers from their start, and tight items', async () => {
    const list = '<ul><li><p>One</p><ol start="3"><li>a</li><li>b</li></ol></li><li>Two<ul><li>c</li></ul></li></ul>';
    expect(await markdown(list)).toBe('- One\n  3. a\n  4. b\n- Two\n  - c');
  });

  it('gives a list nested beside its item to that item', async () => {
    expect(await markdown('<ul><li>One</li><ul><li>a</li></ul><li>Two</li></ul>')).toBe('- One\n  - a\n- Two');
  });

  it('keeps paragraphs and code inside an item together by indentation', async () => {
    expect(await markdown('<ol><li><p>Run:</p><pre><code>a\n\nb</code></pre></li><li>Done</li></ol>')).toBe(
      '1. Run:\n\n   ```\n   a\n\n   b\n   ```\n2. Done',
    );
  });

  it('writes task lists', async () => {
    const list =
      '<ul><li><label><span data-otto-task="">☑</span> done</label></li><li><span data-otto-task="">☐</span>open</li></ul>';
    expect(await markdown(list)).toBe('- [x] done\n- [ ] open');
  });

  it('takes two line breaks for a new paragraph and one for a new line', async () => {
    expect(await markdown('<div>one<br>two<br> <br>three<br></div>')).toBe('one  \ntwo\n\nthree');
  });

  it('lifts line breaks out of emphasis', async () => {
    expect(await markdown('<p><b>Term<br></b> Text</p>')).toBe('**Term**  \nText');
  });

  it('writes quotes, rules, definitions and summaries', async () => {
    const parts = '<blockquote><p>a</p><p>b</p></blockquote><hr><dl><dt>Term</dt><dd>Meaning</dd></dl>';
    expect(await markdown(`${parts}<details><summary>More</summary><p>Text</p></details>`)).toBe(
      '> a\n>\n> b\n\n---\n\n**Term**\n\nMeaning\n\n**More**\n\nText',
    );
  });

  it('writes callouts as GitHub does', async () => {
    expect(await markdown('<blockquote><p>[!TIP]</p><p>a</p><p>b</p></blockquote>')).toBe('> [!TIP]\n> a\n>\n> b');
  });

  it('fences code with its language, and with more ticks than it holds', async () => {
    expect(await markdown('<pre><code class="language-md">```js\n1\n```</code></pre><pre>bare</pre>')).toBe(
      '````md\n```js\n1\n```\n````\n\n```\nbare\n```',
    );
  });

  it('takes the language of code from the code alone', async () => {
    const block = '<div class="highlight-default"><div class="highlight-text-x"><pre><code>a</code></pre></div></div>';
    expect(await markdown(block)).toBe('```\na\n```');
  });
});

describe('inline', () => {
  it('makes addresses absolute and leaves out links that lead nowhere', async () => {
    const body =
      '<p><a href="../up">up</a> <a href="javascript:go()">go</a> <a href="/e"></a> <a href="/f"><i></i></a> <img src="a b.png" alt="A [b]"></p>';
    expect(await markdown(body)).toBe('[up](http://lab.test/up) go ![A \\[b\\]](http://lab.test/articles/a%20b.png)');
  });

  it('drops images that are inline data', async () => {
    expect(await markdown('<p>x <img src="data:image/gif;base64,R0" alt="pixel"></p>')).toBe('x');
  });

  it('puts the link of a card on its heading', async () => {
    expect(await markdown('<a href="/card"><h3>Card</h3><p>Text</p></a>')).toBe(
      '### [Card](http://lab.test/card)\n\nText',
    );
  });

  it('turns a link inside of code into code inside of a link', async () => {
    expect(await markdown('<p>Use <code><a href="/vec">Vec&lt;T&gt;</a></code> here</p>')).toBe(
      'Use [`Vec<T>`](http://lab.test/vec) here',
    );
  });

  it('writes keys and teletype as code, raised text as markup, players as links', async () => {
    const body =
      '<p><kbd>Ctrl</kbd> <tt>x</tt> 10<sup>6</sup> <del>old</del></p><iframe src="https://video.test/1" title="A film"></iframe>';
    expect(await markdown(body)).toBe('`Ctrl` `x` 10<sup>6</sup> ~~old~~\n\n[A film](https://video.test/1)');
  });

  it('writes the marks that browsers put around a quotation', async () => {
    expect(await markdown('<p>Say <q>yes</q>.</p>')).toBe('Say “yes”.');
  });

  it('does not repeat emphasis inside emphasis', async () => {
    expect(await markdown('<p><strong><b>loud</b></strong> <em><i>soft</i></em></p>')).toBe('**loud** *soft*');
  });

  it('takes invisible characters out of words', async () => {
    expect(await markdown('<p>hy\u00adphen\u200bated&nbsp;text</p>')).toBe('hyphenated text');
  });
});

describe('tables', () => {
  it('takes an odd table apart although those beside it are plain', async () => {
    const plain =
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>';
    const odd = plain
      .replace('<td>1</td><td>2</td>', '<td colspan="2">3</td>')
      .replace('<th>b</th>', '<th><b>c</b></th>');
    expect(await markdown(`${plain}<p>x</p>${odd}`)).toBe(
      '| a | b |\n| --- | --- |\n| 1 | 2 |\n\nx\n\n| a | c |\n| --- | --- |\n| 3 |  |',
    );
  });

  it('writes the header row, escapes pipes once and keeps lines apart', async () => {
    const table =
      '<table><thead><tr><th>Name</th><th>Use</th></tr></thead><tbody><tr><td><code>a|b</code></td><td><p>one</p><p>two</p></td></tr></tbody></table>';
    expect(await markdown(table)).toBe('| Name | Use |\n| --- | --- |\n| `a\\|b` | one<br>two |');
  });

  it('takes a first row of bold text for the header', async () => {
    const table = '<table><tr><td><b>A</b></td><td><b>B</b></td></tr><tr><td>1</td><td>2</td></tr></table>';
    expect(await markdown(table)).toBe('| A | B |\n| --- | --- |\n| 1 | 2 |');
  });

  it('leaves the header empty where there is none', async () => {
    const table = '<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>';
    expect(await markdown(table)).toBe('|  |  |\n| --- | --- |\n| a | 1 |\n| b | 2 |');
  });

  it('keeps columns in place under spanning cells, and joins header rows', async () => {
    const table = `<table><caption>Sizes</caption>
      <thead><tr><th rowspan="2">Name</th><th colspan="2">Size</th></tr><tr><th>min</th><th>max</th></tr></thead>
      <tbody><tr><td rowspan="2">a</td><td>1</td><td>2</td></tr><tr><td colspan="2">3</td></tr></tbody></table>`;
    expect(await markdown(table)).toBe(
      '**Sizes**\n\n| Name | Size min | Size max |\n| --- | --- | --- |\n| a | 1 | 2 |\n|  | 3 |  |',
    );
  });

  it('drops columns and rows without content', async () => {
    const table =
      '<table><tr><th>A</th><th></th><th>B</th></tr><tr><td></td></tr><tr><td>1</td><td></td><td>2</td></tr></table>';
    expect(await markdown(table)).toBe('| A | B |\n| --- | --- |\n| 1 | 2 |');
  });

  it('unwraps tables that arrange a page', async () => {
    const table = '<table><tr><td><p>Menu</p></td><td><h2>Text</h2><p>One</p><p>Two</p></td></tr></table>';
    expect(await markdown(table)).toBe('Menu\n\n## Text\n\nOne\n\nTwo');
  });

  it('reads a table of uneven rows as lines', async () => {
    const row = (rank: number): string =>
      `<tr><td>${rank})</td><td></td><td><a href="/${rank}">Story</a></td></tr><tr><td colspan="2"></td><td>by ann</td></tr>`;
    expect(await markdown(`<table>${row(1)}${row(2)}</table>`)).toBe(
      '1\\) [Story](http://lab.test/1)\n\nby ann\n\n2\\) [Story](http://lab.test/2)\n\nby ann',
    );
  });
});
