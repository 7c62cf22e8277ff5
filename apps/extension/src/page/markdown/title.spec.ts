import { PageLab } from '../testing/page-lab';
import type * as titleModule from './title';

const lab = new PageLab<typeof titleModule>('markdown/title.ts');
beforeAll(() => lab.open());
afterAll(() => lab.close());

describe('pageTitle', () => {
  it.each([
    [
      '<h1>12. Documentation<a class="headerlink" href="#d">¶</a></h1>',
      '12. Documentation — Policy',
      '12. Documentation',
    ],
    ['<h1>Tides<a href="#tides">Link to this heading</a></h1>', 'Tides - The manual', 'Tides'],
    ['<h1>Tides <span>#</span></h1>', 'Tides | The manual', 'Tides'],
    ['<p>No heading</p>', 'Tides ¶', 'Tides'],
    ['<h1><a href="/">Learn C#</a></h1>', 'Learn C# | The manual', 'Learn C#'],
    ['<p>No heading</p>', 'Learn F#', 'Learn F#'],
  ])('holds no sign that links to the heading: %s', async (body, declared, title) => {
    expect(await titleOf(body, declared)).toBe(title);
  });

  it.each([
    ['<h3>33.1 Audio Files</h3>', 'Audio Files (GNU Octave (version 7.3.0))', '33.1 Audio Files'],
    ['<h4>A.3.2 Audio Files</h4><h4>Other</h4>', 'Audio Files — Octave', 'A.3.2 Audio Files'],
    ['<h2>2 Files</h2><h3>2.1 Audio Files</h3>', '2.1 Audio Files', '2.1 Audio Files'],
    ['<h2>Audio</h2><h1>5 Audio (files)</h1>', 'Audio (files)', '5 Audio (files)'],
  ])('is the heading of the section that a page of a book is: %s', async (body, declared, title) => {
    expect(await titleOf(body, declared)).toBe(title);
  });

  it.each([
    ['<h1>Audio files of Octave</h1><h3>Audio</h3>', 'Audio: files of Octave', 'Audio files of Octave'],
    ['<h3>Other</h3>', 'Audio Files (GNU Octave)', 'Audio Files (GNU Octave)'],
    ['<h3>Tale of tides</h3>', 'A Tale of tides', 'A Tale of tides'],
  ])('is no smaller heading that says something else, or less than a larger one: %s', async (body, declared, title) => {
    expect(await titleOf(body, declared)).toBe(title);
  });
});

function titleOf(body: string, declared: string): Promise<string> {
  return lab.run(`<!doctype html><title>${declared}</title><body>${body}</body>`, ({ pageTitle }) =>
    pageTitle(document, undefined),
  );
}
