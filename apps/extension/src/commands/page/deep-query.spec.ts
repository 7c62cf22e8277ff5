import { PageLab } from '../../page/testing/page-lab';
import type * as DeepQuery from './deep-query';

const lab = new PageLab<typeof DeepQuery>('../commands/page/deep-query.ts');
beforeAll(() => lab.open());
afterAll(() => lab.close());

const PAGE = `<body>
  <x-list><template shadowrootmode="open">
    <p id="a">shade</p>
    <x-item id="item"><template shadowrootmode="open"><p id="b">deep</p></template></x-item>
  </template></x-list>
  <p id="c">light</p>
  <x-closed><template shadowrootmode="closed"><p id="d">closed</p></template></x-closed>
</body>`;

function ids(selector: string, rootSelector?: string): Promise<string[]> {
  return lab.run(
    PAGE,
    ({ installDeepQuery }, wanted, rootWanted) => {
      installDeepQuery();
      installDeepQuery();
      const root = rootWanted === '' ? document : window.__ottoDeepQuerySelector(document, rootWanted);
      const all = root ? window.__ottoDeepQuerySelectorAll(root, wanted) : [];
      const first = root ? window.__ottoDeepQuerySelector(root, wanted) : null;
      if (first !== (all[0] ?? null)) throw new Error('the first is not the first of all');
      return all.map(({ id }) => id);
    },
    selector,
    rootSelector ?? '',
  );
}

it('finds what is in the document, then what is in its open shadow roots, however deep', async () => {
  expect(await ids('p')).toEqual(['c', 'a', 'b']);
});

it('looks into the shadow root of the element where it starts', async () => {
  expect(await ids('p', '#item')).toEqual(['b']);
});

it('finds nothing where there is nothing', async () => {
  expect(await ids('table')).toEqual([]);
});
