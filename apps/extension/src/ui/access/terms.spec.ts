import type { ClientAccess } from '../../runtime/access-list';
import { DEFAULT_TERMS, DURATIONS, agoInWords, endInWords, limitsInWords, termsOf } from './terms';
import { readTerms } from './terms-decision';

const client = (more: Partial<ClientAccess>): ClientAccess => ({
  clientId: 'clt_1',
  name: 'agent',
  description: '',
  avatarSeed: '',
  granted: true,
  ...more,
});
const HOUR = 3_600_000;

it('offers an hour, a day, thirty days and for ever; a day and everything when nothing is chosen', () => {
  expect(DURATIONS.map(({ lastsMs }) => lastsMs)).toEqual([HOUR, 24 * HOUR, 720 * HOUR, undefined]);
  expect(readTerms(DEFAULT_TERMS)).toEqual({ decision: { lastsMs: 24 * HOUR } });
});

it('says when a grant ends, and never too late', () => {
  expect(endInWords(client({}), 0)).toBe('until you revoke it');
  expect(endInWords(client({ expiresAt: 24 * HOUR - 1 }), 0)).toBe('ends in 23 hours');
  expect(endInWords(client({ expiresAt: 48 * HOUR }), 0)).toBe('ends in 2 days');
  expect(endInWords(client({ expiresAt: 30_000 }), 0)).toBe('ends in 1 minute');
});

it('says how long ago something was', () => {
  expect(agoInWords(0, 59_999)).toBe('just now');
  expect(agoInWords(0, 125_000)).toBe('2 minutes ago');
});

it('says how a grant is narrowed', () => {
  expect(limitsInWords(client({}))).toEqual([]);
  expect(limitsInWords(client({ sites: ['a.test', 'b.test'] }))).toEqual(['Only on a.test, b.test']);
  expect(limitsInWords(client({ scopes: ['primitive.*'] }))).toEqual(['Only open, read and photograph pages']);
  expect(limitsInWords(client({ scopes: ['command.list'], sites: [] }))).toEqual([
    'Only on no site',
    'Only command.list',
  ]);
});

it.each([
  {},
  { expiresAt: 24 * HOUR },
  { sites: ['a.test', 'b.test'], scopes: ['primitive.*'] },
  { expiresAt: 1, scopes: ['command.list', 'primitive.tab.*'] },
  { scopes: [] },
])('leaves a grant as it is where nothing else is chosen: %j', (grant) => {
  expect(readTerms(termsOf(client(grant), 0))).toEqual({ decision: grant });
});

it('says what a choice means that leaves a grant as it is', () => {
  const { duration, power } = termsOf(client({ expiresAt: 24 * HOUR, scopes: ['command.list'] }), 0);
  expect([duration.label, power.label]).toEqual(['as now: ends in 1 day', 'As now: Only command.list']);
});
