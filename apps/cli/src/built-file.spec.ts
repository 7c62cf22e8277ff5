import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtFile } from './built-file';

describe('a built file', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'otto-spec-'));
    mkdirSync(join(root, 'dist'));
    mkdirSync(join(root, 'apps/cli/dist'), { recursive: true });
    writeFileSync(join(root, 'dist/main.js'), '');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it.each(['', 'apps', 'apps/cli/dist'])('is found from %j', (from) => {
    expect(builtFile(['dist/main.js'], 'It', join(root, from))).toBe(join(root, 'dist/main.js'));
  });

  it('is the nearest of several: a packed command never runs what lies around it', () => {
    writeFileSync(join(root, 'apps/cli/dist/own.js'), '');
    const found = builtFile(['dist/main.js', 'dist/own.js'], 'It', join(root, 'apps/cli/dist'));
    expect(found).toBe(join(root, 'apps/cli/dist/own.js'));
  });

  it('that is not there is told by its name, with what to do', () => {
    expect(() => builtFile(['dist/other.js'], 'The relay', join(root, 'apps'))).toThrow(
      expect.objectContaining({ code: 'not_built', message: 'The relay is not built.', hint: 'Run: npm run build' }),
    );
  });
});
