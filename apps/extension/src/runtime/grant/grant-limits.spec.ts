import { type OttoError } from '@otto/protocol';
import { GrantLimits } from './grant-limits';

const read = (value: unknown): GrantLimits => {
  const limits = GrantLimits.read(value);
  if (limits === undefined) throw new Error('not narrowed');
  return limits;
};
const codeOf = (attempt: () => void): string => {
  try {
    attempt();
    return 'nothing thrown';
  } catch (error) {
    return (error as OttoError).code;
  }
};

it('is nothing where the relay tells of no narrowing', () => expect(GrantLimits.read(undefined)).toBeUndefined());

it('limits actions to its scopes', () => {
  const limits = read({ scopes: ['primitive.dom.*', 'command.list'] });
  expect(codeOf(() => limits.requireAction('primitive.dom.extract_text'))).toBe('nothing thrown');
  expect(codeOf(() => limits.requireAction('command.run'))).toBe('forbidden_action');
  expect(limits.covers('https://anywhere.test/')).toBe(true);
});

it('limits addresses to its sites and what is below them', () => {
  const limits = read({ sites: ['example.com', 'other.test'] });
  expect(
    ['https://example.com/', 'http://www.example.com:8080/a', 'https://other.test/'].map(limits.covers, limits),
  ).toEqual([true, true, true]);
  const outside = ['https://notexample.com/', 'https://example.com.evil.test/', 'about:blank', 'chrome://settings', ''];
  expect(outside.map(limits.covers, limits)).toEqual(outside.map(() => false));
  expect(codeOf(() => limits.requireUrl('https://evil.test/'))).toBe('grant_site_mismatch');
  expect(codeOf(() => limits.requireAction('command.run'))).toBe('nothing thrown');
});

it.each([{ sites: [] }, { sites: 'example.com' }, { sites: null }, [], 'all', null, 7])(
  'leaves nothing with %j',
  (value) => {
    expect(read(value).covers('https://example.com/')).toBe(false);
  },
);

it('takes no host for one of its sites that only begins like one', () => {
  const limits = read({ sites: ['example.com'] });
  const outside = [
    'example.com.evil.test',
    'example.com@evil.test',
    'evil.test#.example.com',
    'evil.test/.example.com',
  ];
  for (const host of outside) expect(codeOf(() => limits.requireHost(host))).toBe('grant_site_mismatch');
  expect(codeOf(() => limits.requireHost('*.example.com'))).toBe('nothing thrown');
});

it('names its own sites, and not the address that was refused', () => {
  const { message } = read({ sites: ['example.com', 'other.test'] }).mismatch();
  expect(message).toContain('example.com, other.test');
  expect(read({ sites: [] }).mismatch().message).toContain('none');
});
