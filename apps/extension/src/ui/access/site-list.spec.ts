import { readSites } from './site-list';

it('does not narrow where nothing is written', () => expect(readSites('  , ')).toEqual({}));

it('reads hosts as people write them', () => {
  expect(readSites('example.com, *.Docs.Example.org; .a.test\nhttps://b.test:8080/path?x#y example.com')).toEqual({
    sites: ['example.com', 'docs.example.org', 'a.test', 'b.test'],
  });
  expect(readSites('bücher.example localhost 127.0.0.1')).toEqual({
    sites: ['xn--bcher-kva.example', 'localhost', '127.0.0.1'],
  });
});

it.each(['*', 'a b*c', 'user@example.com', 'https://', '[::1]', 'exa%20mple', 'chrome://settings', '..'])(
  'says what is wrong with %s',
  (text) => expect(readSites(text).problem).toMatch(/is no site/),
);
