import { toPost } from './front-page-post';
import type { FrontPageRow } from './front-page-rows';

const ROW: FrontPageRow = {
  id: '101',
  rank: '1.',
  title: 'A kettle that sings',
  url: 'https://kettles.test/sings',
  siteText: 'kettles.test',
  score: '1,284 points',
  author: 'tea_pot',
  time: '2026-04-26T06:24:42 1777184682',
  comments: '145 comments',
  itemUrl: 'https://news.ycombinator.com/item?id=101',
};

describe('a row of the front page', () => {
  it('is a post', () => {
    expect(toPost(ROW, 0)).toEqual({
      kind: 'content.post',
      id: '101',
      title: 'A kettle that sings',
      url: 'https://kettles.test/sings',
      author: { id: 'tea_pot', username: 'tea_pot', platform: 'news.ycombinator.com' },
      publishedAt: '2026-04-26T06:24:42.000Z',
      score: 1284,
      commentCount: 145,
      rank: 1,
      meta: { site: 'news.ycombinator.com', source: 'dom', rawEventType: 'story' },
      originalEntity: { rank: 1, itemUrl: 'https://news.ycombinator.com/item?id=101', site: 'kettles.test' },
    });
  });

  it('is a job where it has neither author nor score', () => {
    const post = toPost({ ...ROW, author: '', score: '', comments: '', siteText: '' }, 0);
    for (const field of ['author', 'score', 'commentCount']) expect(post).not.toHaveProperty(field);
    expect(post.meta.rawEventType).toBe('job');
    expect(post.originalEntity).not.toHaveProperty('site');
  });

  it.each([
    ['1 point', 1],
    ['0 points', 0],
    ['12,345 points', 12_345],
    ['', undefined],
  ])('with %j has the score %j', (score, expected) => expect(toPost({ ...ROW, score }, 0).score).toBe(expected));

  it.each([
    ['discuss', 0],
    ['1 comment', 1],
    ['1,182 comments', 1182],
    ['', undefined],
  ])('with %j has %j comments', (comments, expected) =>
    expect(toPost({ ...ROW, comments }, 0).commentCount).toBe(expected),
  );

  it.each([
    ['2021-10-18T17:51:39', '2021-10-18T17:51:39.000Z'],
    ['2 hours ago', undefined],
    ['2021-19-18T17:51:39', undefined],
  ])('of %j was published at %j', (time, expected) => expect(toPost({ ...ROW, time }, 0).publishedAt).toBe(expected));

  it('has its place for a rank where it shows none', () => {
    expect(toPost({ ...ROW, rank: '' }, 4).rank).toBe(5);
  });

  it('gives no address that is not of the web', () => {
    expect(toPost({ ...ROW, url: 'javascript:void(0)' }, 0)).not.toHaveProperty('url');
  });
});
