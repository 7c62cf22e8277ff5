import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';

describe('the fingerprint of sources', () => {
  let root: string;
  const write = (file: string, text: string): void => {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const isSource = (file: string): boolean => !file.endsWith('.spec.ts');
  const current = (): string => fingerprint(root, ['tsconfig.json', 'libs'], isSource);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'otto-spec-'));
    write('tsconfig.json', '{}');
    write('libs/a/index.ts', 'a');
    write('libs/b.ts', 'b');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('stays when nothing but times change', () => {
    const before = current();
    utimesSync(join(root, 'libs/b.ts'), 0, 0);
    expect(current()).toBe(before);
  });

  it.each([
    ['a file changes', () => write('libs/a/index.ts', 'A')],
    ['a file is added', () => write('libs/c.ts', '')],
    ['a file is renamed', () => (rmSync(join(root, 'libs/b.ts')), write('libs/c.ts', 'b'))],
    ['a file that was named goes away', () => rmSync(join(root, 'tsconfig.json'))],
    ['text moves from one file to the next', () => (write('libs/a/index.ts', 'ab'), write('libs/b.ts', ''))],
  ])('changes when %s', (_, change) => {
    const before = current();
    change();
    expect(current()).not.toBe(before);
  });

  it('stays when a file changes that is no source', () => {
    const before = current();
    write('libs/a/index.spec.ts', 'x');
    expect(current()).toBe(before);
  });

  it('takes what is not there yet as missing', () => {
    expect(() => fingerprint(root, ['nowhere'])).not.toThrow();
  });
});
