import { parseChecksumList, parseSingleChecksum, sha256 } from './checksum-list';

const SUM = sha256(new TextEncoder().encode('x'));

describe('a list of checksums', () => {
  it('is read as sha256sum writes it, for text and for binary files', () => {
    expect(parseChecksumList(`${SUM}  a.js\n${SUM} *b c.png\n\n`)).toEqual(
      new Map([
        ['a.js', SUM],
        ['b c.png', SUM],
      ]),
    );
  });

  it.each([`${SUM} a.js`.slice(1), `${SUM}`, 'hello', `${SUM}  a\n${SUM}  a`])(
    'is refused when it holds %j',
    (text) => {
      expect(parseChecksumList(text)).toBeUndefined();
    },
  );
});

describe('the checksum of one file', () => {
  it.each([SUM, `${SUM}\n`, `${SUM}  otto.zip\n`, SUM.toUpperCase()])('is read from %j', (text) => {
    expect(parseSingleChecksum(text)).toBe(SUM);
  });

  it.each(['', 'Not Found', `${SUM}0`, SUM.slice(1)])('is none in %j', (text) => {
    expect(parseSingleChecksum(text)).toBeUndefined();
  });
});
