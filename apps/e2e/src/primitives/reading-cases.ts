import { on, type Case } from './case';

const TEXT = 'primitive.dom.extract_text';
const HTML = 'primitive.dom.extract_html';
const CLEAN = 'primitive.dom.extract_clean_html';

/** Text and markup as they are on the page. */
export const READING_CASES: readonly Case[] = [
  on('/parts', TEXT, 'body', {}, { data: { selector: 'body', text: expect.stringMatching(/^Seen there\s+Deep$/) } }),
  on('/parts', TEXT, 'selector', { selector: '#seen' }, { data: { selector: '#seen', text: 'Seen there' } }),
  on('/parts', TEXT, 'into a shadow root', { selector: '#deep' }, { data: { text: 'Deep' } }),
  on('/parts', TEXT, 'maxChars', { maxChars: 4 }, { data: { text: 'Seen' } }),
  on('/parts', TEXT, 'nothing there', { selector: '#no' }, { fails: 'selector_not_found' }),
  on('/parts', TEXT, 'no selector', { selector: '>>' }, { fails: 'selector_not_found' }),
  on('/parts', TEXT, 'wrong maxChars', { maxChars: 0 }, { fails: 'invalid_payload' }),
  on('/pdf', TEXT, 'a PDF', {}, { fails: 'restricted_page' }),
  { does: 'no tab', action: TEXT, fails: 'missing_tab_session' },
  on('/parts', HTML, 'as it is', {}, { data: { extractionMode: 'raw_html', title: 'Parts', sourceUrl: '/parts' } }),
  on('/parts', HTML, 'selector', { selector: 'script' }, { data: { content: '<script>window.x = 1</script>' } }),
  on('/parts', HTML, 'maxChars', { maxChars: 15 }, { data: { content: '<!DOCTYPE html>' } }),
  {
    does: 'url',
    action: HTML,
    payload: { url: '/parts', selector: 'title' },
    data: { content: '<title>Parts</title>' },
  },
  { does: 'no target', action: HTML, fails: 'missing_extraction_target' },
  { does: 'wrong url', action: HTML, payload: { url: 'ftp://x/' }, fails: 'invalid_url_scheme' },
  on(
    '/parts',
    CLEAN,
    'for selectors',
    { selector: '#seen' },
    {
      data: {
        extractionMode: 'clean_html',
        content:
          '<p id="seen" class="text" data-kind="a" aria-label="Seen" role="note">Seen <a href="/there">there</a></p>',
      },
    },
  ),
  on(
    '/parts',
    CLEAN,
    'shadow roots flattened',
    { selector: 'x-card' },
    {
      data: { content: '<x-card><p id="deep">Deep</p></x-card>' },
    },
  ),
  { does: 'url', action: CLEAN, payload: { url: '/parts', maxChars: 5 }, data: { content: '<body' } },
  { does: 'no target', action: CLEAN, fails: 'missing_extraction_target' },
];
