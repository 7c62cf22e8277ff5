import { PageLab } from '../testing/page-lab';
import type * as snapshotModule from './snapshot';
import type * as unseenPartsModule from './unseen-parts';
import type * as proseModule from './prose';

type Subject = typeof snapshotModule & typeof unseenPartsModule & typeof proseModule;

const lab = new PageLab<Subject>('snapshot/snapshot.ts', 'snapshot/unseen-parts.ts', 'snapshot/prose.ts');
beforeAll(() => lab.open());
afterAll(() => lab.close());

const SEEN = `<p>${'Text that everybody sees. '.repeat(20)}</p>`;

/** The body of the snapshot that is taken of a page. */
function snapshot(body: string): Promise<string> {
  return lab.run(`<!doctype html><body>${body}</body>`, ({ snapshotDocument, unseenParts }) =>
    snapshotDocument(document, unseenParts(document)).body.innerHTML.trim(),
  );
}

describe('snapshotDocument', () => {
  it('shows open shadow roots, slotted content in place, nested ones too', async () => {
    const inner = '<x-in><template shadowrootmode="open"><b>deep</b></template></x-in>';
    const card = `<x-card><em slot="title">Title</em>light<template shadowrootmode="open"><h2><slot name="title"></slot></h2>${inner}<p><slot></slot></p></template></x-card>`;
    expect(await snapshot(`<p>a</p>${card}<p>b</p>`)).toBe(
      '<p>a</p><x-card><h2><em slot="title">Title</em></h2><x-in><b>deep</b></x-in><p>light</p></x-card><p>b</p>',
    );
  });

  it('shows what an empty slot falls back to', async () => {
    const card = '<x-card><template shadowrootmode="open"><slot>nothing yet</slot></template></x-card>';
    expect(await snapshot(card)).toBe('<x-card>nothing yet</x-card>');
  });

  it('leaves closed shadow roots closed', async () => {
    const card = '<x-card>light<template shadowrootmode="closed">secret</template></x-card>';
    expect(await snapshot(card)).toBe('<x-card>light</x-card>');
  });

  it('does not change the page', async () => {
    const before = await lab.run(
      `<body>${SEEN}<div style="display:none">x</div>`,
      ({ snapshotDocument, unseenParts }) => {
        const html = document.documentElement.outerHTML;
        snapshotDocument(document, unseenParts(document));
        return html === document.documentElement.outerHTML;
      },
    );
    expect(before).toBe(true);
  });
});

describe('unseenParts', () => {
  it('are small hidden containers, also when a style sheet hides them', async () => {
    const hidden = '<style>.help{display:none}</style><div class="help">Press ? for help</div>';
    expect(await snapshot(`${hidden}${SEEN}`)).not.toContain('Press');
  });

  it('are not text that unfolds: more than a few lines, or the content of details', async () => {
    const folded = `<div hidden>${SEEN}</div><details><summary>More</summary><div>folded</div></details>`;
    const shown = await snapshot(SEEN + folded);
    expect(shown).toContain(`<div hidden="">${SEEN}</div>`);
    expect(shown).toContain('folded');
  });

  it('are not the small pieces that the text of a page comes in', async () => {
    const answers = Array.from({ length: 12 }, (_, n) => `<h3>Question ${n}</h3><div hidden>Answer ${n}</div>`).join(
      '',
    );
    expect(await snapshot(answers)).toContain('Answer 11');
  });

  it('are parts that float over the page, unless they are the page', async () => {
    const chat = '<div style="position:fixed">Chat with us</div>';
    expect(await snapshot(SEEN + chat)).not.toContain('Chat');
    expect(await snapshot(`<div style="position:fixed">${SEEN}</div>`)).toContain('everybody');
  });
});

describe('measureProse', () => {
  it('counts text outside of links and furniture, by the character', async () => {
    const prose = await lab.run(
      '<body><nav>menu</nav><p>ab cd <a href="/">link</a></p><footer>foot</footer><button>b</button><div hidden>no</div><div id="comments">efg</div>',
      ({ measureProse }) => measureProse(document.body),
    );
    expect(prose).toEqual({ text: 7, discussion: 3, links: 4 });
  });

  it('takes a form around the whole page for no form', async () => {
    const prose = await lab.run('<body><form><p>abc</p></form><form><label>name</label></form>', ({ measureProse }) =>
      measureProse(document.body),
    );
    expect(prose.text).toBe(3);
  });
});
