import { CommandLab } from '../testing/command-lab';
import type { FrontPagePost } from './front-page-post';
import { readFrontPage, type FrontPageReading, type FrontPageRow } from './front-page-rows';
import { newsYcombinatorCom } from './site';

const HOME = 'https://news.ycombinator.com/';
const rowsOf = (count: number): FrontPageRow[] =>
  Array.from({ length: count }, (_, i) => ({
    id: String(i + 1),
    rank: `${i + 1}.`,
    title: `Story ${i + 1}`,
    url: `https://site.test/${i + 1}`,
    siteText: 'site.test',
    score: '1 point',
    author: 'somebody',
    time: '2026-04-26T06:24:42',
    comments: 'discuss',
    itemUrl: `${HOME}item?id=${i + 1}`,
  }));
const FRONT: FrontPageReading = { isFrontPage: true, ageMs: 500, rows: rowsOf(30) };

describe('getFrontPage', () => {
  /** What the page in the tab reads like; by the address at which the tab is. */
  let readings: Record<string, FrontPageReading>;

  const open = async (url: string): Promise<CommandLab> => {
    const lab = await CommandLab.open(newsYcombinatorCom, url);
    lab.pages.onRun = async ({ func }) => {
      const page = await lab.pages.current(1);
      return func === readFrontPage ? readings[page?.url ?? ''] : 'found';
    };
    return lab;
  };
  const posts = async (lab: CommandLab, input = {}): Promise<string[]> => {
    const data = await lab.run({ site: newsYcombinatorCom.site, command: 'getFrontPage', input });
    return (data as FrontPagePost[]).map(({ title }) => title);
  };

  beforeEach(() => (readings = { [HOME]: FRONT }));

  it('gives the posts in their order, all of them or as many as wanted', async () => {
    const lab = await open(HOME);
    expect(await posts(lab)).toHaveLength(30);
    expect(await posts(lab, { limit: 2 })).toEqual(['Story 1', 'Story 2']);
    expect(await posts(lab, { limit: 2.9 })).toHaveLength(2);
    expect(await posts(lab, { limit: -5 })).toHaveLength(1);
    expect(await posts(lab, { limit: 500 })).toHaveLength(30);
    expect(lab.visited).toEqual([]);
  });

  it.each([
    ['another list', { isFrontPage: false }],
    ['a page without posts', { rows: [] }],
    ['an old front page', { ageMs: 3_600_000 }],
  ])('goes to the front page from %s', async (_, difference) => {
    const elsewhere = `${HOME}newest`;
    readings[elsewhere] = { ...FRONT, rows: rowsOf(3), ...difference };
    const lab = await open(elsewhere);
    expect(await posts(lab)).toHaveLength(30);
    expect(lab.visited).toEqual([HOME]);
  });

  it('takes no other input', async () => {
    const lab = await open(HOME);
    await expect(posts(lab, { limit: '3' })).rejects.toMatchObject({ code: 'invalid_command_input_type' });
    await expect(posts(lab, { page: 2 })).rejects.toMatchObject({ code: 'unexpected_command_input' });
  });
});
