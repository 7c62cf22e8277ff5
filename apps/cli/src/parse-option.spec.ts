import { parseChoice, parseDuration, parseJsonObject, parseWhole } from './parse-option';

const bounds = { min: 100, max: 600_000 };

describe('parseDuration', () => {
  it.each([
    ['100', 100],
    ['500ms', 500],
    ['30s', 30_000],
    ['10m', 600_000],
  ])('reads %s', (text, ms) => {
    expect(parseDuration('--timeout', text, bounds)).toBe(ms);
  });

  it.each(['', '99', '11m', '1.5s', '-1', 'soon', '1d'])('refuses "%s" and says what is allowed', (text) => {
    expect(() => parseDuration('--timeout', text, bounds)).toThrow(
      `--timeout is not valid: "${text}" is not a time from 100 ms to 600 s, such as 500ms, 30s or 2m.`,
    );
  });
});

describe('parseWhole', () => {
  it('reads a number within its bounds', () => {
    expect(parseWhole('--port', '8787', { min: 0, max: 65_535 })).toBe(8787);
  });

  it.each(['', '65536', '-1', '1e3', '0x10', '1.0'])('refuses "%s"', (text) => {
    expect(() => parseWhole('--port', text, { min: 0, max: 65_535 })).toThrow('is not a whole number from 0 to 65535');
  });
});

describe('parseChoice', () => {
  it('takes one of the words, and names them all otherwise', () => {
    expect(parseChoice('--format', 'text', ['text', 'html'])).toBe('text');
    expect(() => parseChoice('--format', 'pdf', ['text', 'html'])).toThrow('"pdf" is not one of text, html');
  });
});

describe('parseJsonObject', () => {
  it('reads an object', () => {
    expect(parseJsonObject('--payload', '{"a":[1]}')).toEqual({ a: [1] });
  });

  it.each(['', '{', '[]', '1', 'null', '"x"'])('refuses %s', (text) => {
    expect(() => parseJsonObject('--payload', text)).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
  });
});
