import { demoOptions } from './options.mjs';

describe('the arguments of the demo', () => {
  it('may be none: its own article, without a window, and nothing stays', () => {
    expect(demoOptions([])).toEqual({ url: undefined, headed: false, keep: false });
  });

  it('may be a page and switches, in any order', () => {
    expect(demoOptions(['--keep', 'https://example.com/', '--headed'])).toEqual({
      url: 'https://example.com/',
      headed: true,
      keep: true,
    });
  });

  it.each([
    [['example.com'], '"example.com" is not an http or https URL'],
    [['file:///etc/passwd'], 'is not an http or https URL'],
    [['https://a.example', 'https://b.example'], 'one page at a time'],
    [['--fast'], '--fast'],
  ])('%j are refused before anything is started', (args, reason) => {
    expect(() => demoOptions(args)).toThrow(
      expect.objectContaining({
        reason: expect.stringContaining(reason),
        remedy: expect.stringContaining('npm run demo'),
      }),
    );
  });
});
