import { formatOf, nameFor } from './picture-file';

describe('the name of a picture', () => {
  it.each([
    ['https://example.com/', 'example.com'],
    ['https://example.com/pricing/plans?x=1#top', 'example.com-pricing-plans'],
    ['http://127.0.0.1:8080/a', '127.0.0.1-8080-a'],
    ['https://example.com/../../etc/passwd', 'example.com-etc-passwd'],
    ['https://example.com/%2e%2e%2fx', 'example.com-2e-2e-2fx'],
    ['https://example.com/日本 語/ü', 'example.com-日本-語-ü'],
    ['https://example.com/%ff%E6%97%A5', 'example.com-ff-E6-97-A5'],
    ['about:blank', 'about-blank'],
    ['https://example.com/' + 'x'.repeat(200), `example.com-${'x'.repeat(68)}`],
  ])('for %s is %s', (url, name) => {
    expect(nameFor(url)).toBe(name);
  });
});

describe('the format of a picture', () => {
  it.each([
    ['a.png', 'png'],
    ['a.JPG', 'jpeg'],
    ['dir.png/a.jpeg', 'jpeg'],
    ['a.gif', undefined],
    ['png', undefined],
    [undefined, undefined],
  ])('named %s is %s', (file, format) => {
    expect(formatOf(file)).toBe(format);
  });
});
