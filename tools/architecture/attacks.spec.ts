import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './sources';

const GUIDE = 'docs/guides/security.md';
const ATTACKS = 'apps/relay/test/attacks';
/** A link to a spec, followed by the title of one of its tests. */
const SPEC = /\[[^\]]+\]\((?:\.\.\/)+([^)]+spec\.ts)\) “([^”]+)”/g;

const guide = readFileSync(path.join(ROOT, GUIDE), 'utf8');
const rows = guide
  .slice(guide.indexOf('## Attacks'))
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| attack '))
  .map((line) => ({ attack: line.split(' | ')[0]?.slice(2) ?? '', specs: [...line.matchAll(SPEC)] }));

function hasTitle(file: string, title: string): boolean {
  const text = existsSync(path.join(ROOT, file)) ? readFileSync(path.join(ROOT, file), 'utf8') : '';
  return text.includes(title);
}

describe('every attack of the security guide', () => {
  it('is shown to fail by a spec that is there', () => {
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ specs }) => specs.length === 0)).toEqual([]);
    const missing = rows.flatMap(({ specs }) =>
      specs.filter(([, file = '', title = '']) => !hasTitle(file, title)).map(([, file, title]) => `${file}: ${title}`),
    );
    expect(missing).toEqual([]);
  });

  it('that has a spec of its own is in the guide', () => {
    const files = readdirSync(path.join(ROOT, ATTACKS)).filter((file) => file.endsWith('.spec.ts'));
    expect(files.filter((file) => !guide.includes(`${ATTACKS}/${file}`))).toEqual([]);
  });
});
