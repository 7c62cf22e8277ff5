import { openPreparingLab, TEXT } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

describe('interruptions', () => {
  it.each([
    ['a box that asks for an address', '<div class="Newsletter-box"><h3>Stay in touch</h3><form><input></form></div>'],
    [
      'buttons for sharing',
      '<ul class="share-buttons"><li><a href="//x.test">Post this to your friends, all of them</a></li></ul>',
    ],
    ['the label of an advertisement', '<div class="advertisement">Advertisement</div>'],
    ['buttons in camel case', '<div class="postShareBar"><a href="//x.test">Post</a></div>'],
    ['what a known plugin adds', '<div class="sharedaddy">Share this</div>'],
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
    ['a heading', '<h2 id="_capability_advertisement">Capability Advertisement</h2>'],
    ['a heading with a name inside', '<h2><span id="Social_history" class="social">Social history</span></h2>'],
    ['a section that has only begun', '<section id="sharing"><h2>Sharing</h2></section>'],
    ['a term', '<dl><dt id="multiprocessing.sharing">sharing()</dt><dd>Shares.</dd></dl>'],
    ['a list of terms', '<div class="sharing"><dl><dt>share</dt><dd>Shares.</dd></dl></div>'],
    ['a cell', '<table><tbody><tr><td class="share">40 %</td></tr></tbody></table>'],
    ['a word in code', '<pre><code>x <span class="share">y</span></code></pre>'],
    ['a word that only begins like one', '<div class="shared-memory">Shared memory.</div>'],
    ['a place that links lead to', '<p>See <a id="social">social</a>.</p>'],
  ])('%s stays', async (_kind, part) => {
    expect(await prepared(part)).toContain(part.slice(0, part.indexOf('>')));
  });
});
