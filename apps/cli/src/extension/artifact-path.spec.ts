import { isSafePath } from './artifact-path';

describe('a path of an archive', () => {
  it.each(['manifest.json', 'static/background/index.js', 'a b/ü.txt', '_locales/en/messages.json'])(
    'may be %j',
    (path) => expect(isSafePath(path)).toBe(true),
  );

  it.each([
    ['leads up', '../manifest.json'],
    ['leads up further down', 'a/../../b'],
    ['starts at the root', '/etc/passwd'],
    ['starts at a drive', 'C:/x'],
    ['uses the other slash', 'a\\..\\b'],
    ['names a stream', 'manifest.json:evil'],
    ['names a device', 'static/NUL.txt'],
    ['has an empty part', 'a//b'],
    ['names a directory', 'a/'],
    ['is hidden', '.ssh/authorized_keys'],
    ['ends like another one on Windows', 'a./b'],
    ['hides letters', 'a\u202etxt.js'],
    ['ends early for C programs', 'a\u0000b'],
    ['is empty', ''],
    ['is endless', 'a/'.repeat(150) + 'a'],
  ])('is refused when it %s', (_why, path) => expect(isSafePath(path)).toBe(false));
});
