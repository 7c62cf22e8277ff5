import { LAB_URL, PageLab } from './page-lab';
import type * as toMarkdownModule from '../markdown/to-markdown';

type Subject = typeof toMarkdownModule;

interface MarkdownLab {
  readonly lab: PageLab<Subject>;
  /** Markdown of a body, without the title that is put above it. */
  readonly markdown: (body: string) => Promise<string>;
}

/** For specs of what `toMarkdown` writes: a lab that is open while they run. */
export function openMarkdownLab(): MarkdownLab {
  const lab = new PageLab<Subject>('markdown/to-markdown.ts');
  beforeAll(() => lab.open());
  afterAll(() => lab.close());
  return { lab, markdown: (body) => markdownIn(lab, body) };
}

async function markdownIn(lab: PageLab<Subject>, body: string): Promise<string> {
  const text = await lab.run(
    `<!doctype html><body>${body}</body>`,
    ({ toMarkdown }, base) =>
      toMarkdown({ root: document.body, title: 'Title', base, lookUp: (id) => document.getElementById(id) }),
    LAB_URL,
  );
  return text.replace(/^# Title\n*/, '');
}
