import { ACTIONS } from '@otto/protocol';
import { NodeWorld } from '../support/node-world';
import { ARTICLE_CASES } from './primitives/article-cases';
import { OTHER_CASES } from './primitives/other-cases';
import { PAGES } from './primitives/pages';
import { PICTURE_CASES } from './primitives/picture-cases';
import { READING_CASES } from './primitives/reading-cases';
import { TAB_CASES } from './primitives/tab-cases';

const CASES = [...TAB_CASES, ...READING_CASES, ...ARTICLE_CASES, ...PICTURE_CASES, ...OTHER_CASES];

describe('every action, with its options and errors', () => {
  let world: NodeWorld;
  beforeAll(async () => {
    world = await NodeWorld.create(PAGES);
  }, 90_000);
  afterAll(() => world.remove(), 60_000);

  /** Replaces paths by addresses, wherever they stand for one. */
  const addressed = (value: unknown): unknown => {
    if (typeof value === 'string' && PAGES[value] !== undefined) return world.url(value);
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, addressed(inner)]));
  };

  it.each(CASES.map((one) => [one.action, one.does, one] as const))('%s: %s', async (action, _does, one) => {
    const { controller } = world;
    const tab = one.on === undefined ? one.tab : await world.open(one.on);
    const { code, data } = await controller.run(action, addressed(one.payload ?? {}) as object, {
      tab,
      timeoutMs: one.timeoutMs ?? 20_000,
    });
    expect(code).toEqual(one.fails ?? 'ok');
    if (one.data !== undefined) expect(data).toMatchObject(addressed(one.data) as object);
    if (one.on !== undefined) await controller.run('primitive.tab.close', {}, { tab });
  });

  it('is among these', () => {
    expect(new Set(CASES.map(({ action }) => action))).toEqual(new Set(Object.keys(ACTIONS)));
  });

  it('has brought nothing to the front, and was ended once', async () => {
    expect(await world.frontChanges()).toEqual([]);
    expect(world.controller.endedTwice).toEqual([]);
  });
});
