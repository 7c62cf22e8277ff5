import { domainToASCII } from 'node:url';
import { OttoError } from '@otto/protocol';

/** What ends a host name in a URL, or stands for something else in it. */
const URL_SYNTAX = /[\s/:?#@\\[\]%*]/;
const HOST_PATTERN = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;

/** A host name as browsers compare it: lower case, Punycode, no dot at the end. Throws `clientId_and_grant_required` for anything else. */
export function siteHost(site: string): string {
  const name = site.trim().replace(/\.$/, '');
  const host = domainToASCII(name).toLowerCase();
  if (URL_SYNTAX.test(name) || host.length > 253 || !HOST_PATTERN.test(host)) {
    throw new OttoError('clientId_and_grant_required', { reason: 'sites holds something that is not a host name' });
  }
  return host;
}
