import { PageLab } from './page-lab';
import type * as prepareModule from '../prepare/prepare';

type Subject = typeof prepareModule;

interface PreparingLab {
  readonly lab: PageLab<Subject>;
  /** The body of a page after it was prepared. */
  readonly prepared: (body: string) => Promise<string>;
}

/** For specs of what `prepare` does: a lab that is open while they run. */
export function openPreparingLab(): PreparingLab {
  const lab = new PageLab<Subject>('prepare/prepare.ts');
  beforeAll(() => lab.open());
  afterAll(() => lab.close());
  return { lab, prepared: (body) => prepareIn(lab, body) };
}

/** A paragraph that is most of a page. */
export const TEXT = `<p>${'Words of the page that is read. '.repeat(20)}</p>`;

async function prepareIn(lab: PageLab<Subject>, body: string): Promise<string> {
  const html = await lab.run(`<!doctype html><body>${body}</body>`, ({ prepare }) => {
    const snapshot = document.cloneNode(true) as Document;
    prepare(snapshot);
    return snapshot.body.innerHTML;
  });
  return html.trim();
}
