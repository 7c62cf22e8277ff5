import { ENVIRONMENT } from '@otto/protocol';
import { codeIn, isForSpecs } from './sources';

/** What other programs and the system define. */
const NOT_OURS = [
  'CI',
  'DBUS_SESSION_BUS_ADDRESS',
  'HOME',
  'LOCALAPPDATA',
  'NODE_OPTIONS',
  'NO_COLOR',
  'PATH',
  'PROGRAMFILES',
  'TERM',
  'XDG_RUNTIME_DIR',
];

const sources = codeIn('apps', 'libs', 'tools').filter(
  (file) => !isForSpecs(file.path) && file.path !== 'libs/protocol/src/environment/table.ts',
);

function namesIn(pattern: RegExp): string[] {
  return [...new Set(sources.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name]) => name ?? '')))].sort();
}

describe('environment variables', () => {
  it('of Otto are all in the table', () => {
    expect(namesIn(/\b(OTTO_[A-Z_]*[A-Z])\b/g).filter((name) => !Object.hasOwn(ENVIRONMENT, name))).toEqual([]);
  });

  it('in the table are all read', () => {
    const read = new Set(namesIn(/\b(OTTO_[A-Z_]*[A-Z])\b/g));
    expect(Object.keys(ENVIRONMENT).filter((name) => !read.has(name))).toEqual([]);
  });

  it('of other names are only those of the system', () => {
    const read = namesIn(/\benv(?:ironment)?(?:\.|\[')([A-Z][A-Z0-9_]*)\b/g);
    expect(read.filter((name) => !name.startsWith('OTTO_') && !NOT_OURS.includes(name))).toEqual([]);
  });
});
