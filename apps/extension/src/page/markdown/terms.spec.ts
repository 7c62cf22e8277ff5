import { openMarkdownLab } from '../testing/markdown-lab';

const { markdown } = openMarkdownLab();

describe('terms', () => {
  it('are bold as a whole unless they have bold text of their own', async () => {
    const list =
      '<dl><dt>Plain <em>x</em></dt><dd>One</dd><dt>Function: <em>double</em> <strong>beta</strong> <em>(a)</em></dt><dd>Two</dd></dl>';
    expect(await markdown(list)).toBe('**Plain *x***\n\nOne\n\nFunction: *double* **beta** *(a)*\n\nTwo');
  });

  it('do not begin with the colon of a category that Texinfo left out', async () => {
    const term = '<dl><dt><span class="category">: </span><em>h =</em> <strong>title</strong></dt><dd>Text</dd></dl>';
    expect(await markdown(term)).toBe('*h =* **title**\n\nText');
  });

  it.each([
    [
      'today',
      '<dl class="py class"><dt class="sig sig-object py" id="x"><em class="property"><span class="pre">class</span><span class="w"> </span></em><span class="sig-prename descclassname"><span class="pre">a.</span></span><span class="sig-name descname"><span class="pre">Pager</span></span><span class="sig-paren">(</span><em class="sig-param"><span class="n">items</span></em>, <em><span>size</span><span class="o">=</span><span>0</span></em><span class="sig-paren">)</span><a class="headerlink" href="#x">¶</a><br></dt></dl>',
    ],
    [
      'of old',
      '<dl class="class"><dt id="x"><em class="property">class </em><code class="descclassname">a.</code><code class="descname">Pager</code><span class="sig-paren">(</span><em>items</em>, <em>size=0</em><span class="sig-paren">)</span><a class="headerlink" href="#x">¶</a></dt></dl>',
    ],
    [
      'with a line for each parameter',
      '<dl class="py class"><dt class="sig sig-object py" id="x"><em>class </em><span class="sig-name descname">a.Pager</span><span>(</span><dl>\n<dd><em>items</em>,</dd>\n<dd><em>size=0</em></dd>\n</dl>\n<span>)</span><a href="#x">#</a></dt></dl>',
    ],
  ])('that are signatures are a line of code, as Sphinx writes them %s', async (_name, list) => {
    expect(await markdown(list)).toBe('**`class a.Pager(items, size=0)`**');
  });
});

describe('summaries', () => {
  it('are bold once', async () => {
    expect(await markdown('<details><summary>More <b>of it</b></summary><p>Text</p></details>')).toBe(
      '**More of it**\n\nText',
    );
  });
});

describe('code beside code', () => {
  it('is one piece when nothing is between', async () => {
    expect(await markdown('<p><code>a.</code><code>b</code><code>()</code> <code>c</code></p>')).toBe('`a.b()` `c`');
  });

  it('stays apart where it is of another kind or leads elsewhere', async () => {
    expect(await markdown('<p><kbd>Ctrl</kbd><kbd>C</kbd> <code><a href="/v">Vec</a></code><code>T</code></p>')).toBe(
      '`Ctrl` `C` [`Vec`](http://lab.test/v)`T`',
    );
  });
});
