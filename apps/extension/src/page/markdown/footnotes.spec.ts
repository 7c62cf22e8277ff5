import { openMarkdownLab } from '../testing/markdown-lab';
import { LAB_URL } from '../testing/page-lab';

const { lab, markdown } = openMarkdownLab();

describe('footnotes', () => {
  it('writes references and notes, and takes the links back and the list out', async () => {
    const body = `<p>Text<sup><a href="#fn1" id="fnref1">1</a></sup> and more<sup><a href="#fn2">2</a></sup>, again<sup><a href="#fn1">1</a></sup>.</p>
      <section class="footnotes"><h2>Notes</h2><ol><li id="fn1"><p>First. <a href="#fnref1">↩</a></p></li><li id="fn2"><p>Second.</p><p>Longer.</p></li></ol></section>`;
    expect(await markdown(body)).toBe(
      'Text[^1] and more[^2], again[^1].\n\n[^1]: First.\n\n[^2]: Second.\n\n    Longer.',
    );
  });

  it.each([
    [
      'WordPress',
      '<p>Text<sup class="fn"><a id="3f-link" href="#3f">1</a></sup>.</p><ol class="wp-block-footnotes"><li id="3f">Note. <a href="#3f-link">↩︎</a></li></ol>',
    ],
    [
      'Word',
      '<p>Text<a href="#_ftn1" name="_ftnref1">[1]</a>.</p><p><a href="#_ftnref1" name="_ftn1">[1]</a> Note.</p>',
    ],
    [
      'markdown-it',
      '<p>Text<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>.</p><hr class="footnotes-sep"><section class="footnotes"><ol><li id="fn1"><p>Note. <a href="#fnref1">↩︎</a></p></li></ol></section>',
    ],
    [
      'Wikipedia',
      '<p>Text<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup>.</p><h2>References</h2><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><a href="#cite_ref-1">^</a></span> Note.</li></ol>',
    ],
    [
      'an author whose notes and references only link to each other',
      '<p>Text<sup><a id="back" href="#aside-on-it">*</a></sup>.</p><p id="aside-on-it">Note. <a href="#back">Back</a></p>',
    ],
  ])('are known as %s writes them', async (_name, body) => {
    expect(await markdown(body)).toBe('Text[^1].\n\n[^1]: Note.');
  });

  it.each([
    [
      'docutils before 0.18',
      '<p>Text<a class="footnote-reference brackets" href="#id9" id="id1">1</a>.</p><dl class="footnote brackets"><dt class="label" id="id9"><span class="brackets"><a class="fn-backref" href="#id1">1</a></span></dt><dd><p>Note.</p></dd></dl>',
    ],
    [
      'docutils of old',
      '<p>Text<a class="footnote-reference" href="#id9" id="id1">[1]</a>.</p><table class="docutils footnote" id="id9"><colgroup><col><col></colgroup><tbody><tr><td class="label"><a class="fn-backref" href="#id1">[1]</a></td><td>Note.</td></tr></tbody></table>',
    ],
    [
      'docutils of today',
      '<p>Text<a class="footnote-reference brackets" href="#id9" id="id1" role="doc-noteref"><span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a>.</p><aside class="footnote-list brackets"><aside class="footnote brackets" id="id9" role="note"><span class="label"><span class="fn-bracket">[</span><a role="doc-backlink" href="#id1">1</a><span class="fn-bracket">]</span></span><p>Note.</p></aside></aside>',
    ],
    [
      'docutils, of a note with two references',
      '<p>Text<a class="footnote-reference brackets" href="#id9" id="id1">1</a>.</p><aside class="footnote brackets" id="id9" role="note"><span class="label"><span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></span> <span class="backrefs">(<a role="doc-backlink" href="#id1">1</a>,<a role="doc-backlink" href="#id2">2</a>)</span><p>Note.</p></aside>',
    ],
    [
      'Texinfo',
      '<p>Text<a id="DOCF1" href="#FOOT1"><sup>1</sup></a>.</p><div class="footnotes-segment"><hr><h4 class="footnotes-heading">Footnotes</h4><h5><a id="FOOT1" href="#DOCF1">(1)</a></h5><p>Note.</p></div>',
    ],
    [
      'an author who repeats the number without a link',
      '<p>Text<sup><a href="#fn1">1</a></sup>.</p><p id="fn1"><sup>1</sup> Note.</p>',
    ],
  ])('are taken whole, and without their numbers, as %s writes them', async (_name, body) => {
    expect(await markdown(body)).toBe('Text[^1].\n\n[^1]: Note.');
  });

  it('ends a note under a heading of its own where the next heading begins', async () => {
    const body = `<p>One<a id="DOCF1" href="#FOOT1"><sup>1</sup></a> two<a id="DOCF2" href="#FOOT2"><sup>2</sup></a>.</p>
      <h4>Footnotes</h4><h5><a id="FOOT1" href="#DOCF1">(1)</a></h5><p>First.</p><pre>code</pre>
      <h5><a id="FOOT2" href="#DOCF2">(2)</a></h5>\n<p>Second.</p><hr><p>End.</p>`;
    expect(await markdown(body)).toBe(
      'One[^1] two[^2].\n\n---\n\nEnd.\n\n[^1]: First.\n\n    ```\n    code\n    ```\n\n[^2]: Second.',
    );
  });

  it('takes no block for a note that holds another one, too', async () => {
    const body =
      '<p>One<sup><a href="#fn1">1</a></sup> two<sup><a href="#fn2">2</a></sup>.</p><div><a name="fn1"></a>First.<br><a name="fn2"></a>Second.</div>';
    expect(await markdown(body)).toContain('First.  \nSecond.');
  });

  it('takes the next of several notes with the same id, as pages have that were put together from others', async () => {
    const chapter = (name: string): string =>
      `<section><h2 id="id2">${name}</h2><p>Text<a class="footnote-reference" href="#id3" id="id1">1</a>.</p><aside class="footnote" id="id3"><p>Note of ${name}.</p></aside></section>`;
    expect(await markdown(`<h3 id="id3">Before</h3>${chapter('one')}${chapter('two')}`)).toBe(
      '### Before\n\n## one\n\nText[^1].\n\n## two\n\nText[^2].\n\n[^1]: Note of one.\n\n[^2]: Note of two.',
    );
  });

  it('writes references that stand in notes', async () => {
    const body =
      '<p>Text<sup><a href="#fn1">1</a></sup>.</p><ol class="footnotes"><li id="fn1">First<sup><a href="#fn2">2</a></sup>.</li><li id="fn2">Second.</li></ol>';
    expect(await markdown(body)).toBe('Text[^1].\n\n[^1]: First[^2].\n\n[^2]: Second.');
  });

  it('are made of notes in the margin, in their place among the others', async () => {
    const body =
      '<p>One<label for="sn" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn" class="margin-toggle"><span class="sidenote">Aside.</span> two<sup><a href="#fn1">1</a></sup>.</p><div class="footnotes"><p id="fn1">Below.</p></div>';
    expect(await markdown(body)).toBe('One[^1] two[^2].\n\n[^1]: Aside.\n\n[^2]: Below.');
  });

  it('finds notes that are not part of the article', async () => {
    const text = await lab.run(
      `<body><article><p>Text<a class="footnote-ref" href="${LAB_URL}#fn1">[1]</a></p></article><div class="footnotes"><p id="fn1">Aside.</p></div>`,
      ({ toMarkdown }, base) => {
        const root = document.querySelector('article');
        return root && toMarkdown({ root, title: '', base, lookUp: (id) => document.getElementById(id) });
      },
      LAB_URL,
    );
    expect(text).toBe('Text[^1]\n\n[^1]: Aside.');
  });

  it('leaves links to sections and to other pages alone', async () => {
    const body = '<p>See <sup><a href="#s1">1</a></sup> <sup><a href="/other#fn1">2</a></sup></p><h2 id="s1">One</h2>';
    expect(await markdown(body)).not.toContain('[^');
  });
});
