import type { ClientAccess } from '../../runtime/access-list';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Choice {
  readonly id: string;
  readonly label: string;
}

/** For how long; for ever without an end. */
export interface Duration extends Choice {
  /** From now on. */
  readonly lastsMs?: number;
  /** ms since 1970. */
  readonly expiresAt?: number;
}

/** How far; as far as the client's own scopes without others. */
export interface Power extends Choice {
  readonly scopes?: string[];
}

/** How long a grant may last. */
export const DURATIONS: readonly Duration[] = [
  { id: 'hour', label: 'for 1 hour', lastsMs: HOUR_MS },
  { id: 'day', label: 'for 1 day', lastsMs: DAY_MS },
  { id: 'month', label: 'for 30 days', lastsMs: 30 * DAY_MS },
  { id: 'ever', label: 'until I revoke it' },
];

/** What a grant may cover; a client's own scopes limit it further. */
export const POWERS: readonly Power[] = [
  { id: 'all', label: 'Everything it can do' },
  { id: 'pages', label: 'Only open, read and photograph pages', scopes: ['primitive.*'] },
];

/** What a person chooses for a client, as it stands in the form. */
export interface Terms {
  readonly duration: Duration;
  readonly power: Power;
  readonly sites: string;
}

/** A day: long enough for a piece of work, and what is forgotten ends by itself. */
export const DEFAULT_TERMS: Terms = { duration: DURATIONS[1] as Duration, power: POWERS[0] as Power, sites: '' };

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', 60_000],
];

/** The terms that a grant has, as choices that leave them as they are. */
export function termsOf(client: ClientAccess, now: number): Terms {
  const { expiresAt, scopes, sites = [] } = client;
  const end = { id: 'as_now', label: `as now: ${endInWords(client, now)}` };
  const [limit = ''] = limitsInWords({ ...client, sites: undefined });
  return {
    duration: expiresAt === undefined ? (DURATIONS.at(-1) as Duration) : { ...end, expiresAt },
    power: powerOf(scopes) ?? { id: 'as_now', label: `As now: ${limit}`, ...(scopes && { scopes: [...scopes] }) },
    sites: sites.join(', '),
  };
}

/** When a grant ends, in words. */
export function endInWords({ expiresAt }: ClientAccess, now: number): string {
  return expiresAt === undefined ? 'until you revoke it' : `ends ${relativeTime(expiresAt - now)}`;
}

/** How long ago something was, in words. */
export function agoInWords(time: number, now: number): string {
  return now - time < 60_000 ? 'just now' : relativeTime(time - now);
}

/** How a grant is narrowed, in words; nothing for one that is not. */
export function limitsInWords({ scopes, sites }: ClientAccess): string[] {
  return [
    ...(sites === undefined ? [] : [`Only on ${sites.join(', ') || 'no site'}`]),
    ...(scopes === undefined ? [] : [powerOf(scopes)?.label ?? `Only ${scopes.join(', ') || 'nothing'}`]),
  ];
}

function powerOf(scopes: readonly string[] | undefined): Power | undefined {
  return POWERS.find((choice) => choice.scopes?.join() === scopes?.join());
}

/** `in 23 hours`, `2 days ago`: what is left is rounded down, so that it never promises too much. */
function relativeTime(ms: number): string {
  const [unit, size] = UNITS.find(([, unitMs]) => Math.abs(ms) >= unitMs) ?? ['minute', 60_000];
  const count = Math.trunc(ms / size);
  return new Intl.RelativeTimeFormat('en').format(count === 0 ? Math.sign(ms) : count, unit);
}
