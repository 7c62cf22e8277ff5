/** Stands where a secret was. */
export const REDACTED = '[redacted]';

const SECRET_KEY =
  /token|secret|cookie|authorization|passw|passphrase|pwd|apikey|privatekey|accesskey|credential|challengeid/;
const MAX_KNOWN_KEYS = 1024;
/** Verdicts on keys seen before. Bounded, because nodes choose the keys of what they report. */
const known = new Map<string, boolean>();

/** Whether the value of a key must not be seen, however the key is spelt: `apiKey`, `API_KEY`, `x-api-key`. */
export function isSecretKey(key: string): boolean {
  const verdict = known.get(key);
  if (verdict !== undefined) return verdict;
  const isSecret = SECRET_KEY.test(key.toLowerCase().replace(/[^a-z0-9]/g, ''));
  if (known.size < MAX_KNOWN_KEYS) known.set(key, isSecret);
  return isSecret;
}

const WORD = '(?:token|secret|cookie|authorization|passw(?:or)?d|passphrase|api[-_ ]?key|credential)[\\w.-]{0,32}';

/** What a secret looks like in running text. What a group holds stays; the rest of the match is the secret. */
const SECRETS = new RegExp(
  [
    /(\bbearer\s{1,8})[\w.~+/=-]+/,
    /(\bbasic\s{1,8})[\w+/=-]{8,}/,
    /eyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]*)?/, // a JWT, whole or cut off
    /\b(?:cs|rt|ch)_[\w-]{16,}/, // a client secret, a refresh token, a challenge
    new RegExp(`(${WORD}=)[^\\s&;,"'\\\\]+`), // in a query, a form or a cookie
    new RegExp(`(${WORD}\\\\?["']\\s{0,8}:\\s{0,8}\\\\?["'])[^"'\\\\]+`), // in JSON inside of a string
    /(\bcookie:\s{0,8})[^\r\n=]+=[^\r\n]*/,
    /(\b[a-z][a-z0-9+.-]{0,32}:\/\/)[^\s/@]+(?=@)/, // user and password of a URL
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
);

// What no pattern of SECRETS can do without, as it looks in JSON, where a space stands only in texts and a quote within a
// text has a backslash; and the characters that a log line escapes. Two plain expressions take half the time of one.
const SUSPECT_CHARACTER = /[^!-&(-<>?A-[\]-~]/; // space ' = @ \ and all that is not ASCII
const SUSPECT_WORD = /[eE][yY][jJ]|\b(?:[cC][sS]|[rR][tT]|[cC][hH])_/;

/** Cheap: whether JSON has to be looked at closely before it may be logged. False for nearly every entry. */
export function isSuspect(json: string): boolean {
  return SUSPECT_CHARACTER.test(json) || SUSPECT_WORD.test(json);
}

/** The text without bearer tokens, JWTs, what the relay itself gives out, and values that are named like a secret. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRETS, (_match, ...groups: unknown[]) => `${keptGroup(groups)}${REDACTED}`);
}

/** The arguments of a replacer: the groups, of which at most one took part, then the offset and the whole text. */
function keptGroup(args: readonly unknown[]): string {
  const kept = args.slice(0, -2).find((group) => group !== undefined);
  return typeof kept === 'string' ? kept : '';
}
