import { homedir } from 'node:os';
import { invocationWith } from '../../test/invocation';
import { OttoHome } from './otto-home';

const home = (env: Record<string, string>): OttoHome => new OttoHome(invocationWith(env));

describe('OttoHome', () => {
  it('is ~/.otto', () => {
    expect(home({}).configFile).toBe(`${homedir()}/.otto/config.json`);
  });

  it('is where OTTO_HOME says', () => {
    expect(home({ OTTO_HOME: '/srv/otto' })).toMatchObject({
      root: '/srv/otto',
      tokenSecretFile: '/srv/otto/relay/token-secret',
      operatorTokenFile: '/srv/otto/relay/operator-token',
    });
  });

  it('looks for what the relay writes where OTTO_LOG_DIR says', () => {
    expect(home({ OTTO_HOME: '/srv/otto', OTTO_LOG_DIR: '/var/otto' })).toMatchObject({
      tokenSecretFile: '/srv/otto/relay/token-secret',
      relayDataDirectory: '/var/otto',
      operatorTokenFile: '/var/otto/operator-token',
    });
  });
});
