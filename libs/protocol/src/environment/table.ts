import { DEFAULT_CONTROLLER_SCOPES, SCOPE_PATTERN } from '../scopes';
import { flag, integer, list, readVariable, secret, text, type Environment, type Variable } from './variable';

const relay = ['relay'] as const;
const cli = ['cli'] as const;
const both = ['relay', 'cli'] as const;
const MAKE_SECRET = `node -e "console.log(require('crypto').randomBytes(48).toString('base64url'))"`;
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+$/;

/** Every environment variable that Otto reads. */
export const ENVIRONMENT = {
  OTTO_RELAY_PORT: integer({
    description: 'Port for HTTP and WebSocket; 0 lets the system choose one.',
    programs: both,
    fallback: '8787',
    min: 0,
    max: 65_535,
  }),
  OTTO_RELAY_HOST: text({
    description: 'Address to listen on. Anything but a loopback address lets other machines connect.',
    programs: relay,
    fallback: '127.0.0.1',
    pattern: /^[A-Za-z0-9.:_-]+$/,
    allowed: 'an IP address or host name',
  }),
  OTTO_LOG_DIR: text({
    description: 'Directory of the operation log and the identity journals; ~/.otto/relay when unset.',
    programs: both,
    allowed: 'a path',
  }),
  OTTO_LOG_MAX_FILE_BYTES: integer({
    description: 'Size at which a day file of the operation log is continued in another one.',
    programs: relay,
    fallback: String(100 * 1024 * 1024),
    min: 1024,
    max: 10 * 1024 ** 3,
  }),
  OTTO_TOKEN_SECRET: secret({
    description: 'Signs access tokens. `otto start` makes one and keeps it.',
    programs: relay,
    required: true,
    minBytes: 32,
    howToMake: MAKE_SECRET,
  }),
  OTTO_TOKEN_PREVIOUS_SECRET: secret({
    description:
      'Also accepted when tokens are verified, so that the secret can be changed without logging everyone out.',
    programs: relay,
    minBytes: 32,
    howToMake: MAKE_SECRET,
  }),
  OTTO_TOKEN_ISSUER: text({ description: 'iss claim of tokens.', programs: relay, fallback: 'otto-relay' }),
  OTTO_TOKEN_AUDIENCE: text({ description: 'aud claim of tokens.', programs: relay, fallback: 'otto-clients' }),
  OTTO_TOKEN_TTL_MINUTES: integer({
    description: 'Life of an access token, in minutes.',
    programs: relay,
    fallback: '15',
    min: 1,
    max: 1440,
  }),
  OTTO_REFRESH_TTL_DAYS: integer({
    description: 'Life of a refresh token, in days.',
    programs: relay,
    fallback: '30',
    min: 1,
    max: 365,
  }),
  OTTO_OPERATOR_TOKEN: secret({
    description: "Proves the relay's owner. When unset, the relay makes one in <OTTO_LOG_DIR>/operator-token.",
    programs: both,
    minBytes: 32,
    howToMake: MAKE_SECRET,
  }),
  OTTO_TRUST_LOOPBACK: flag({
    description: 'Treats every direct caller on this machine as the operator.',
    programs: relay,
  }),
  OTTO_TRUST_PROXY: text({
    description: 'Whose X-Forwarded-* headers are believed: a number of proxies, or their addresses and networks.',
    programs: relay,
    pattern: /^(\d{1,2}|[0-9A-Fa-f.:/, ]+|loopback)$/,
    allowed: 'a number of hops, "loopback", or a comma list of addresses and CIDR networks',
  }),
  OTTO_ALLOWED_HOSTS: list({
    description: 'Further host names under which the relay answers.',
    programs: relay,
    fallback: '',
    pattern: /^[A-Za-z0-9.:[\]_-]+$/,
    allowed: 'a comma list of host names',
  }),
  OTTO_ALLOWED_ORIGINS: list({
    description: 'Web origins whose pages may use the relay.',
    programs: relay,
    fallback: '',
    pattern: ORIGIN,
    allowed: 'a comma list of origins such as https://otto.example',
  }),
  OTTO_EXTENSION_ORIGIN: list({
    description: 'Origins that a node may come from. When unset, that of the shipped extension.',
    programs: relay,
    fallback: '',
    pattern: ORIGIN,
    allowed: 'a comma list of origins such as chrome-extension://<id>',
  }),
  OTTO_DEV: flag({ description: 'Lets any browser extension connect as a node.', programs: relay }),
  OTTO_MAX_FRAME_BYTES: integer({
    description: 'Largest frame that is accepted.',
    programs: relay,
    fallback: String(16 * 1024 * 1024),
    min: 1024,
    max: 256 * 1024 * 1024,
  }),
  OTTO_AUTH_TIMEOUT_MS: integer({
    description: 'Time from open to auth_ack.',
    programs: relay,
    fallback: '10000',
    min: 100,
    max: 600_000,
  }),
  OTTO_RATE_LIMIT_PER_MIN: integer({
    description: 'Frames that a session may send in a minute.',
    programs: relay,
    fallback: '1200',
    min: 1,
    max: 100_000_000,
  }),
  OTTO_REPLAY_WINDOW_MS: integer({
    description: "How far a command's timestamp may be from the relay's clock, and how long its nonce is remembered.",
    programs: relay,
    fallback: '60000',
    min: 1000,
    max: 3_600_000,
  }),
  OTTO_TAB_QUEUE_LIMIT: integer({
    description: 'Commands that may wait for one tab.',
    programs: relay,
    fallback: '20',
    min: 1,
    max: 10_000,
  }),
  OTTO_CONTROLLER_QUEUE_LIMIT: integer({
    description: 'Commands of one controller that may wait.',
    programs: relay,
    fallback: '100',
    min: 1,
    max: 100_000,
  }),
  OTTO_NODE_HEARTBEAT_INTERVAL_MS: integer({
    description: 'How often a node asks whether the relay is still there.',
    programs: relay,
    fallback: '20000',
    min: 1000,
    max: 20_000,
  }),
  OTTO_CONTROLLER_HEARTBEAT_INTERVAL_MS: integer({
    description: 'How often a controller should be heard of.',
    programs: relay,
    fallback: '8000',
    min: 100,
    max: 600_000,
  }),
  OTTO_CONTROLLER_HEARTBEAT_MISS_LIMIT: integer({
    description: 'Missed heartbeats after which a controller is closed.',
    programs: relay,
    fallback: '3',
    min: 1,
    max: 100,
  }),
  OTTO_DEFAULT_CONTROLLER_SCOPES: list({
    description: 'Scopes of newly registered controllers.',
    programs: relay,
    fallback: DEFAULT_CONTROLLER_SCOPES.join(','),
    pattern: SCOPE_PATTERN,
    allowed: 'a comma list of action names, prefixes ending in .*, or *',
  }),
  OTTO_ALLOW_REMOTE_CONTROLLER_REGISTRATION: flag({
    description: 'Lets controllers register from other machines, with the registration secret.',
    programs: relay,
  }),
  OTTO_CONTROLLER_REGISTRATION_SECRET: secret({
    description: 'Required when remote registration is on; sent as x-otto-registration-secret.',
    programs: both,
    minBytes: 16,
    howToMake: MAKE_SECRET,
  }),
  OTTO_HOME: text({
    description:
      "Where the command line keeps its configuration, the relay's data and the profiles of nodes; ~/.otto when unset.",
    programs: cli,
    allowed: 'a path',
  }),
  OTTO_BROWSER: text({
    description: 'The browser that `otto node start` runs.',
    programs: cli,
    allowed: 'a path or the name of a program',
  }),
  OTTO_KEYCHAIN: flag({
    description: 'Whether the client secret may be kept in the keychain of the system; else it is in a file.',
    programs: cli,
    fallback: 'true',
  }),
  OTTO_CONTROLLER_CLIENT_SECRET: secret({
    description: 'The client secret; wins over the stored one.',
    programs: cli,
    minBytes: 8,
    howToMake: 'otto client register',
  }),
} satisfies Record<string, Variable<unknown>>;

export type VariableName = keyof typeof ENVIRONMENT;

type ValueOf<V> =
  V extends Variable<infer T, infer P extends 'always' | 'maybe'> ? (P extends 'always' ? T : T | undefined) : never;
/** The parsed value of every variable; those with neither default nor obligation may be undefined. */
export type EnvironmentValues = { [N in VariableName]: ValueOf<(typeof ENVIRONMENT)[N]> };

/**
 * Reads the named variables.
 *
 * @throws OttoError `invalid_configuration` for the first bad one.
 */
export function readEnvironment<N extends VariableName>(
  names: readonly N[],
  env: Environment,
): Pick<EnvironmentValues, N> {
  return Object.fromEntries(
    names.map((name) => [name, readVariable(name, ENVIRONMENT[name] as Variable<unknown>, env)]),
  ) as Pick<EnvironmentValues, N>;
}
