import type { TestHelpers } from '../test-helpers';
import type { SiteTab } from './page-scripts';

/** What the test of a command in that tab gets besides its context. */
export function testHelpers({ tabSessionId, site }: SiteTab, execute: () => Promise<unknown>): TestHelpers {
  return {
    execute,
    networkListener: (options = {}) => ({
      listener: 'network.http_intercept',
      options: { ...options, tabSessionId, site },
    }),
  };
}
