import { PageLab } from '../testing/page-lab';
import type * as findAllModule from './find-all';
import type * as textsModule from './texts';

const lab = new PageLab<typeof findAllModule & typeof textsModule>('snapshot/find-all.ts', 'snapshot/texts.ts');
beforeAll(() => lab.open());
afterAll(() => lab.close());

const PAGE = '<body><p id="1"></p><nav id="2"><p id="3" class="x"></p></nav><div id="4" class="x"></div></body>';

describe('findAll', () => {
  it.each([
    [['nav', '.x', 'p'], '1 2 3 4'],
    [['table', '.x', 'menu'], '3 4'],
    [['table'], ''],
  ])('finds each element that any of %j matches once, in document order', async (selectors, ids) => {
    const find = ({ findAll }: typeof findAllModule, list: string[]): string =>
      [...findAll(document, list)].map(({ id }) => id).join(' ');
    expect(await lab.run(PAGE, find, selectors)).toBe(ids);
  });
});

describe('findEach', () => {
  it('finds the elements that each of the selectors matches', async () => {
    const found = await lab.run(PAGE, ({ findEach }) => findEach(document, ['table', '.x', 'p']).map(({ id }) => id));
    expect(found.sort()).toEqual(['1', '3', '3', '4']);
  });
});

describe('hasInk', () => {
  it.each([
    [0, true],
    [6, true],
    [7, false],
  ])('tells whether there are %d characters that are not white space', async (amount, expected) => {
    const body = '<body> ab <b>c d</b>\n<i>ef</i></body>';
    expect(await lab.run(body, ({ hasInk }, most) => hasInk(document.body, most), amount)).toBe(expected);
  });
});
