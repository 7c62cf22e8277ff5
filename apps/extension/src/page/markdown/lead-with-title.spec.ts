import { PageLab } from '../testing/page-lab';
import type * as toMarkdownModule from './to-markdown';

const lab = new PageLab<typeof toMarkdownModule>('markdown/to-markdown.ts');
beforeAll(() => lab.open());
afterAll(() => lab.close());

describe('the title of an article', () => {
  it('comes first, as a heading', async () => {
    expect(await markdown('<p>Text</p>', 'A title')).toBe('# A title\n\nText');
    expect(await markdown('<h3>A part</h3><p>Text</p>', 'A title')).toBe('# A title\n\n### A part\n\nText');
  });

  it('is not repeated when the article begins with it, and takes the first level', async () => {
    expect(await markdown('<h2>A title!</h2><p>Text</p>', 'A title')).toBe('# A title!\n\nText');
  });

  it('is the heading of a section of a book, below whose links to other sections a line stands', async () => {
    const body = '<div><hr><span></span><h3>33.1 Audio Files</h3><p>Text</p><hr><h4>33.1.1 More</h4></div>';
    for (const title of ['33.1 Audio Files', 'Audio Files (GNU Octave)'])
      expect(await markdown(body, title)).toBe('# 33.1 Audio Files\n\nText\n\n---\n\n#### 33.1.1 More');
  });

  it('may stand below a smaller heading', async () => {
    expect(await markdown('<h5>News</h5><h1>A title</h1>', 'Title')).toBe('##### News\n\n# A title');
    expect(await markdown('<h5>A title of news</h5><h1>Tides</h1>', 'A title')).toBe(
      '##### A title of news\n\n# Tides',
    );
  });

  it('is no heading further down', async () => {
    const body = `<p>${'Words. '.repeat(30)}</p><h3>A title</h3>`;
    expect((await markdown(body, 'A title')).startsWith('# A title\n\nWords.')).toBe(true);
  });
});

function markdown(body: string, title: string): Promise<string> {
  return lab.run(
    `<body>${body}</body>`,
    ({ toMarkdown }, title) => toMarkdown({ root: document.body, title, base: '', lookUp: () => null }),
    title,
  );
}
