import { ENVIRONMENT, readEnvironment, type VariableName } from './table';

const ALL = Object.keys(ENVIRONMENT) as VariableName[];
const SECRET = 'x'.repeat(32);

describe('readEnvironment', () => {
  it('gives every default', () => {
    expect(readEnvironment(ALL, { OTTO_TOKEN_SECRET: SECRET })).toMatchObject({
      OTTO_RELAY_PORT: 8787,
      OTTO_RELAY_HOST: '127.0.0.1',
      OTTO_TOKEN_TTL_MINUTES: 15,
      OTTO_RATE_LIMIT_PER_MIN: 1200,
      OTTO_ALLOWED_HOSTS: [],
      OTTO_DEV: false,
      OTTO_TOKEN_PREVIOUS_SECRET: undefined,
    });
  });

  it.each([
    ['OTTO_RELAY_PORT', '65536', 'OTTO_RELAY_PORT is "65536", but must be a whole number from 0 to 65535.'],
    ['OTTO_RELAY_PORT', '80x', 'OTTO_RELAY_PORT is "80x", but must be a whole number from 0 to 65535.'],
    ['OTTO_DEV', 'yes', 'OTTO_DEV is "yes", but must be true, 1, false or 0.'],
    ['OTTO_ALLOWED_ORIGINS', 'example.com', 'must be a comma list of origins'],
    ['OTTO_DEFAULT_CONTROLLER_SCOPES', 'primitive.*,Oops!', 'must be a comma list of action names'],
  ] as const)('refuses %s=%s with name, value and what is allowed', (name, value, message) => {
    expect(() => readEnvironment([name], { [name]: value })).toThrow(message);
  });

  it('tells the length of a bad secret, never its text', () => {
    const read = (): unknown => readEnvironment(['OTTO_TOKEN_SECRET'], { OTTO_TOKEN_SECRET: 'hunter2' });
    expect(read).toThrow('OTTO_TOKEN_SECRET is set to 7 characters, but must be at least 32 bytes');
    expect(read).not.toThrow('hunter2');
  });

  it('counts an empty value as unset', () => {
    expect(() => readEnvironment(['OTTO_TOKEN_SECRET'], { OTTO_TOKEN_SECRET: '' })).toThrow('is not set');
  });
});
