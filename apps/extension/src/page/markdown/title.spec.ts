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
});

function titleOf(body: string, declared: string): Promise<string> {
  return lab.run(`<!doctype html><title>${declared}</title><body>${body}</body>`, ({ pageTitle }) =>
    pageTitle(document, undefined),
  );
}
