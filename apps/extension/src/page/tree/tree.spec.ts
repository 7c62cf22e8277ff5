import fc from 'fast-check';
import type * as byBodyModule from '../distill/by-body';
import type * as articleHtmlModule from '../markdown/article-html';
import type * as toMarkdownModule from '../markdown/to-markdown';
import type * as prepareModule from '../prepare/prepare';
import type * as pageTreeModule from '../snapshot/page-tree';
import type * as proseModule from '../snapshot/prose';
import type * as snapshotModule from '../snapshot/snapshot';
import { PageLab } from '../testing/page-lab';
import { RICH_PAGE } from '../testing/rich-page';

type Subject = typeof pageTreeModule &
  typeof snapshotModule &
  typeof prepareModule &
  typeof proseModule &
  typeof byBodyModule &
  typeof toMarkdownModule &
  typeof articleHtmlModule;

const lab = new PageLab<Subject>(
  ...['snapshot/page-tree.ts', 'snapshot/snapshot.ts', 'snapshot/prose.ts', 'prepare/prepare.ts', 'distill/by-body.ts'],
  ...['markdown/to-markdown.ts', 'markdown/article-html.ts'],
);
beforeAll(() => lab.open());
afterAll(() => lab.close());

describe('a page as a tree', () => {
  it('has the markup of the page, without comments and what is in templates', async () => {
    const [own, browsers] = await lab.run(RICH_PAGE, ({ pageTree, snapshotDocument }) => {
      const copy = snapshotDocument(document);
      for (const template of copy.querySelectorAll('template')) template.remove();
      return [pageTree(document, new Set()), copy].map((page) => page.documentElement.innerHTML);
    });
    expect(own).toBe(browsers);
  });

  it('leaves out what it is told to, and knows which boxes are ticked now', async () => {
    const page =
      '<body><i>a</i><template><i>b</i></template><div><i>c</i><input type="checkbox" checked></div><input></body>';
    const markup = await lab.run(page, ({ pageTree }) => {
      const [ticked, other] = document.querySelectorAll('input');
      if (!ticked || !other) return undefined;
      [ticked.checked, other.checked] = [false, true];
      other.type = 'checkbox';
      return pageTree(document, new Set(document.querySelectorAll('div > i'))).body.innerHTML;
    });
    expect(markup).toBe('<i>a</i><div><input type="checkbox"></div><input type="checkbox" checked="">');
  });

  it.each([
    ['p', 'h1, h2, .x, #main', '[role=dialog], nav, menu', 'td[rowspan]', ':not(tr) > td', 'a > :first-child', 'th b'],
    ['a[href*="#"]', 'a:empty', '[class*=news]', '[id^=fn]', 'script[type^="application/"]', '[class~=wide] li', '*'],
    ['header:not(article header)', 'form:not(:has(p, h1))', '[role]:is([role=note], [role=dialog])', 'p + p', 'li li'],
    [
      'input[type=CHECKBOX]',
      'td:not(table td)',
      'linearGradient',
      'blockquote footer',
      '.gone, .nowhere',
      ':is(ul, ol)',
    ],
  ])('finds what the browser finds: %j', async (...selectors) => {
    const [own, browsers] = await lab.run(
      RICH_PAGE,
      ({ pageTree, snapshotDocument }, asked) =>
        [pageTree(document, new Set()), snapshotDocument(document)].map((page) => {
          for (const template of page.querySelectorAll('template')) template.remove();
          const all = [...page.querySelectorAll('*')];
          // Twice, since what was walked through once is asked in another way.
          return [...asked, ...asked].map((selector) =>
            [page.body, page].map((root) => [...root.querySelectorAll(selector)].map((found) => all.indexOf(found))),
          );
        }),
      selectors,
    );
    expect(own).toEqual(browsers);
  });

  it('gives the same article, as Markdown and as markup', async () => {
    const read = await lab.run(RICH_PAGE, (subject) => {
      const { pageTree, snapshotDocument, prepare, measureProse, withoutFurniture, toMarkdown, toArticleHtml } =
        subject;
      const lookUp = (id: string): Element | null => document.getElementById(id);
      return [() => pageTree(document, new Set()), () => snapshotDocument(document)].map((take) => {
        const [one, other] = [take(), take()];
        for (const page of [one, other]) prepare(page);
        const prose = measureProse(one.documentElement);
        const root = withoutFurniture(one.body).root;
        const markdown = toMarkdown({ root, title: 'Rich & odd', base: document.baseURI, lookUp });
        return { prose, markdown, html: toArticleHtml(withoutFurniture(other.body).root, document.baseURI) };
      });
    });
    const [own, browsers] = read;
    expect(own).toEqual(browsers);
    expect(own?.markdown).toContain('[^1]: The note');
  });

  it('stays the same as a document to which the same is done', async () => {
    const page = '<body><div>a<p>b<i>c</i></p></div>d<ul><li>e</li><li><b>f</b>g</li></ul><p></p></body>';
    const changes = fc.array(fc.tuple(fc.nat(6), fc.nat(), fc.nat()), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(changes, async (given) => {
        const [own, browsers] = await lab.run(page, changeBoth, given);
        expect(own).toEqual(browsers);
      }),
      { numRuns: 60 },
    );
  });
});

/** Does the same to a tree and to a copy of the document, and tells what each looks like after every change. */
function changeBoth({ pageTree, snapshotDocument }: Subject, changes: [number, number, number][]): string[][] {
  return [pageTree(document, new Set()), snapshotDocument(document)].map((page) => {
    const elements = [...page.body.querySelectorAll('*')];
    const pick = (index: number): Element => elements[index % elements.length] ?? page.body;
    return changes.map(([kind, from, to]) => {
      const [one, other] = [pick(from), pick(to)];
      const made = page.createElement('u');
      // A browser refuses to put an element into itself.
      if (one.contains(other)) one.textContent = 'new';
      else if (kind === 0) one.remove();
      else if (kind === 1) other.append(one, 'x');
      else if (kind === 2) other.prepend('y', made, ...one.childNodes);
      else if (kind === 3) other.before(one, made);
      else if (kind === 4) other.after(...one.childNodes, one);
      else if (kind === 5) one.replaceWith(...one.childNodes, made);
      else other.append(one.cloneNode(true));
      const depths = [...page.body.querySelectorAll('li, p, u, b')].map((found) => found.childNodes.length);
      return `${page.body.innerHTML} ${String(depths)}`;
    });
  });
}
