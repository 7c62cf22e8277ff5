import type * as prepareModule from '../prepare/prepare';
import { PageLab } from '../testing/page-lab';
import type * as byReadabilityModule from './by-readability';

const lab = new PageLab<typeof prepareModule & typeof byReadabilityModule>(
  'prepare/prepare.ts',
  'distill/by-readability.ts',
);
beforeAll(() => lab.open());
afterAll(() => lab.close());

const TEXT = `<p>${'What a chapter says, with some words, and with more words after that. '.repeat(12)}</p>`;

/** The text of the article that Readability finds in a page with text around a part. */
function articleAround(part: string): Promise<string | null | undefined> {
  return lab.run(`<!doctype html><body><main>${TEXT}${part}${TEXT}</main></body>`, ({ prepare, byReadability }) => {
    const snapshot = document.cloneNode(true) as Document;
    prepare(snapshot);
    return byReadability(snapshot)?.root.textContent;
  });
}

describe('a section', () => {
  const BAR = '<div class="header"><p>Next: <a href="#t">Tokens</a>, Up: <a href="#p">Parser of words</a></p></div>';
  it.each([
    ['a number', '<section id="related-documents"><h2><span>1.4. </span>Related documents</h2>'],
    ['an anchor before', '<section id="sponsoring-packages"><span id="s"></span><h4>7.5. Sponsoring packages</h4>'],
    ['a bar of links before', `<div class="section" id="Comments">${BAR}<span></span><h3>10.2 Comments</h3>`],
    ['a label for a name', '<div class="section" id="community-x"><span></span><h3>Who we are</h3>'],
    ['a prefix to its name', '<div id="s-prefetch-related"><span id="p"></span><h3>prefetch_related()</h3>'],
    ['a wrapped heading', '<div class="sect1" id="menu-x"><div><div><h2>Bars</h2></div></div>'],
  ])('is kept whatever its name: it has %s', async (_what, opening) => {
    const end = opening.startsWith('<div') ? '</div>' : '</section>';
    expect(await articleAround(`${opening}<p>Kept, since it is text of the manual.</p>${end}`)).toContain(
      'Kept, since',
    );
  });

  it.each([
    ['links', '<section id="related"><h2>Related</h2><a href="/1">Another story to read</a></section>'],
    ['counted comments', '<section id="comments"><h2>3 Comments</h2><p>Another story, says a reader.</p></section>'],
    ['another purpose', '<div id="sidebar"><h2>About me</h2><p>Another story, of my life.</p></div>'],
  ])('is left out for its name when it has %s', async (_what, part) => {
    expect(await articleAround(part)).not.toContain('Another story');
  });
});

it('keeps terms with a definition whatever their names', async () => {
  const list = '<dl><dt id="query.prefetch_related">prefetch()</dt><dd>Fetches before, in one go.</dd></dl>';
  expect(await articleAround(list)).toContain('prefetch()');
});
