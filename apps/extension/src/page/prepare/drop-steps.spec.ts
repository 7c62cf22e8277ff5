import { TEXT, openPreparingLab } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

it.each([
  [
    'Texinfo',
    '<p>\nNext: <a href="#A" accesskey="n" rel="next">Acknowledgements</a> &nbsp; [<a href="#C" rel="contents">Contents</a>]</p>',
  ],
  [
    'LaTeX2HTML',
    '<div class="navigation"><a href="n.html"><img alt="next" src="n.png"></a><br><b> Next:</b> <a href="n.html">Angles</a> <b> Up:</b> <a href="u.html">Commands</a></div>',
  ],
  [
    'Publican',
    '<ul class="docnav"><li><a accesskey="p" href="p"><strong>Prev</strong></a></li><li>The book of all</li><li><a accesskey="n" href="n">Next</a></li></ul>',
  ],
  ['Boost', '<div class="spirit-nav"><a accesskey="p" href="p"><img src="p.png" alt="Prev"></a></div>'],
  [
    'DocBook',
    `<div class="navfooter"><hr><table><tbody><tr><td><a accesskey="p" href="p">Prev</a></td></tr><tr><td>${'38.11. Information '.repeat(8)}</td></tr></tbody></table></div>`,
  ],
])('a line with the way to other pages is taken out, as %s writes it', async (_name, line) => {
  expect(await prepared(line + TEXT + line)).toBe(TEXT);
});

it.each([
  ['a picture', '<div class="top"><a href="#page-header"><img alt="top" src="up.gif"></a></div>'],
  ['words', '<p>[<a href="#top">Back to top</a>]</p>'],
  ['an arrow', '<a href="#">▲</a>'],
])('links to the top of the page are taken out that are %s', async (_kind, link) => {
  expect(await prepared(TEXT + link)).toBe(TEXT);
});

it.each([
  ['a text that leads to the next page', `<p>${'It goes on and on. '.repeat(12)}<a rel="next" href="/2">more</a></p>`],
  ['a short page', '<div><p>All there is.</p><a rel="next" href="/2">more</a></div>'],
  ['a chapter on navigation', `<div class="navigation"><h2>Stars</h2><p>See <a href="/m">maps</a>.</p></div>`],
  ['the way back from a footnote', '<li><a href="#ref-1">↑</a> Smith, 1999</li>'],
  ['a word of the text', '<p>The <a href="#top">top quark</a> is heavy.</p>'],
])('%s stays', async (_kind, part) => {
  expect(await prepared(part)).toContain(part.slice(part.indexOf('<a '), part.indexOf('</a>')));
});
