import type { OttoError } from '@otto/protocol';
import { GrantLimits } from './grant-limits';
import { requireListenerHosts } from './listener-hosts';

const grant = GrantLimits.read({ sites: ['example.com'] })!;
const refusal = (options: unknown): string | undefined => {
  try {
    requireListenerHosts(grant, 'listener.subscribe', { listener: 'network.http_intercept', options });
    return undefined;
  } catch (error) {
    return (error as OttoError).code;
  }
};

it('lets a listener hear the sites of the grant', () => {
  expect(refusal({ site: 'example.com', requestHostAllowlist: ['api.example.com', '*.example.com'] })).toBeUndefined();
});

it.each([
  { site: 'evil.test' },
  { site: 'example.com', requestHostAllowlist: ['evil.test'] },
  { site: 'example.com', requestHostAllowlist: ['*.com'] },
])('refuses %j', (options) => expect(refusal(options)).toBe('grant_site_mismatch'));

it('leaves what is no option of a listener to the checks of listeners', () => {
  expect(refusal('all')).toBeUndefined();
  expect(refusal({ site: 7, requestHostAllowlist: 'x' })).toBeUndefined();
});
