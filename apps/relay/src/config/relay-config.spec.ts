import { inspect } from 'node:util';
import { EXTENSION_ORIGIN } from '@otto/protocol';
import { RelayConfig } from './relay-config';

const SECRET = 'a-secret-of-at-least-32-bytes-0001';

describe('RelayConfig', () => {
  it('gives times in ms and paths absolute', () => {
    const config = RelayConfig.fromEnvironment({
      OTTO_TOKEN_SECRET: SECRET,
      OTTO_LOG_DIR: 'logs',
      OTTO_TOKEN_TTL_MINUTES: '2',
      OTTO_REFRESH_TTL_DAYS: '1',
    });
    expect(config).toMatchObject({ tokenTtlMs: 120_000, refreshTtlMs: 86_400_000, logDir: `${process.cwd()}/logs` });
  });

  it('refuses to start without a token secret and says how to make one', () => {
    expect(() => RelayConfig.fromEnvironment({})).toThrow(/OTTO_TOKEN_SECRET is not set.*make one with/);
  });

  it('refuses remote registration without a secret for it', () => {
    const env = { OTTO_TOKEN_SECRET: SECRET, OTTO_ALLOW_REMOTE_CONTROLLER_REGISTRATION: 'true' };
    expect(() => RelayConfig.fromEnvironment(env)).toThrow('OTTO_CONTROLLER_REGISTRATION_SECRET is not set');
  });

  it('shows no secret when it is printed', () => {
    const config = RelayConfig.fromEnvironment({
      OTTO_TOKEN_SECRET: SECRET,
      OTTO_TOKEN_PREVIOUS_SECRET: SECRET,
      OTTO_OPERATOR_TOKEN: SECRET,
      OTTO_CONTROLLER_REGISTRATION_SECRET: SECRET,
    });
    expect(config.tokenSecret).toBe(SECRET);
    expect(inspect(config, { depth: null, showHidden: true }) + JSON.stringify(config)).not.toContain(SECRET);
  });

  it('takes the shipped extension for the only one, until others are named', () => {
    const env = { OTTO_TOKEN_SECRET: SECRET };
    expect(RelayConfig.fromEnvironment(env)).toMatchObject({
      extensionOrigins: [EXTENSION_ORIGIN],
      requiresExtensionOrigin: false,
    });
  });
});
