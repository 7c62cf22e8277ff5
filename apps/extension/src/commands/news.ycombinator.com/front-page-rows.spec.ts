import { LAB_URL, PageLab } from '../../page/testing/page-lab';
import type * as Rows from './front-page-rows';
import type { FrontPageReading } from './front-page-rows';
import { frontPage, JOB, SELF_POST, STORY } from './testing/front-page';

const lab = new PageLab<typeof Rows>('../commands/news.ycombinator.com/front-page-rows.ts');
beforeAll(() => lab.open());
afterAll(() => lab.close());

const read = (html: string): Promise<FrontPageReading> => lab.run(html, ({ readFrontPage }) => readFrontPage());
const BASE = new URL('.', LAB_URL).href;

const STORY_ROW = {
  id: '101',
  rank: '1.',
  title: 'A kettle that sings & boils',
  url: 'https://kettles.test/sings',
  siteText: 'kettles.test',
  score: '1,284 points',
  author: 'tea_pot',
  time: '2026-04-26T06:24:42 1777184682',
  comments: '145 comments',
  itemUrl: `${BASE}item?id=101`,
};

describe('the front page', () => {
  it('is read row by row', async () => {
    const { rows } = await read(frontPage([STORY, SELF_POST, JOB]));
    expect(rows).toEqual([
      STORY_ROW,
      expect.objectContaining({ id: '102', url: `${BASE}item?id=102`, siteText: '', comments: 'discuss' }),
      expect.objectContaining({ id: '103', author: '', score: '', comments: '', time: '2026-04-26T07:00:10' }),
    ]);
  });

  it('is read in the layout of earlier years', async () => {
    const older = frontPage([STORY, JOB])
      .replace(/<span class="titleline">(<a [^>]*)>(.*?)<\/span><\/td>/g, '$1 class="titlelink">$2</td>')
      .replace(/<span class="subline">(.*?)<\/span><\/td>/g, '$1</td>')
      .replaceAll('athing submission', 'athing');
    const { rows } = await read(older);
    expect(rows).toEqual([STORY_ROW, expect.objectContaining({ id: '103' })]);
  });

  it('is read past rows that somebody put in between, and rows without a link', async () => {
    const noise = '<tr class="ad"><td class="title"><a href="https://ads.test/">Buy</a></td></tr>';
    const noisy = frontPage([STORY, '<tr class="athing" id="9"><td>[flagged]</td></tr>', JOB])
      .replaceAll('</tr>', `</tr>${noise}`)
      .replaceAll('><', '>\n <!-- x --> <');
    const { rows } = await read(noisy);
    expect(rows.map(({ id, author }) => [id, author])).toEqual([
      ['101', 'tea_pot'],
      ['103', ''],
    ]);
    expect(rows[0]).toEqual(STORY_ROW);
  });

  it('takes no details from the next row where a row has none', async () => {
    const [titleRow] = STORY.split('</tr>');
    const { rows } = await read(frontPage([`${titleRow}</tr>`, SELF_POST]));
    expect(rows[0]).toMatchObject({ id: '101', author: '', score: '', time: '', comments: '' });
  });

  it('is told from other lists of the site', async () => {
    expect(await read(frontPage([STORY]))).toMatchObject({ isFrontPage: true });
    expect(await read(frontPage([STORY]).replace('op="news"', 'op="newest"'))).toMatchObject({ isFrontPage: false });
  });

  it('may have nothing to read', async () => {
    expect((await read("<body>Sorry, we're not able to serve your requests this quickly.</body>")).rows).toEqual([]);
  });
});
