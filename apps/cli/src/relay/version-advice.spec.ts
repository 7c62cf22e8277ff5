import { versionAdvice } from './version-advice';

describe('the version of the relay that runs', () => {
  it('is no matter when it is that of the command', () => {
    expect(versionAdvice({ version: '1.2.0' }, '1.2.0')).toBeUndefined();
  });

  it.each([['1.2.0'], ['1.9.0'], [undefined]])('%s means a restart when the command is 1.10.0', (version) => {
    expect(versionAdvice(version === undefined ? {} : { version }, '1.10.0')).toMatch(
      /brings 1\.10\.0\. Run "otto restart"/,
    );
  });

  it('means an update of the command when that is the older one', () => {
    expect(versionAdvice({ version: '1.10.0' }, '1.9.9')).toMatch(/Update the command/);
  });
});
