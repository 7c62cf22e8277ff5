import { ENVIRONMENT, OttoError } from '@otto/protocol';
import { compile } from 'proxy-addr';

/** Whether the proxy at `address`, `hop` steps away (0: the peer of the socket), may say for whom it speaks. */
export type ProxyTrust = (address: string, hop: number) => boolean;

/**
 * Compiles OTTO_TRUST_PROXY: a number of hops, `loopback`, or a comma list of addresses and networks. Without it nobody is trusted.
 *
 * @throws OttoError `invalid_configuration` for an address or network that is none.
 */
export function compileProxyTrust(value: string | undefined): ProxyTrust {
  if (value === undefined) return () => false;
  if (/^\d+$/.test(value)) {
    const hops = Number(value);
    return (_address, hop) => hop < hops;
  }
  try {
    return compile(value.split(',').map((entry) => entry.trim()));
  } catch {
    const { allowed } = ENVIRONMENT.OTTO_TRUST_PROXY;
    throw new OttoError('invalid_configuration', { name: 'OTTO_TRUST_PROXY', value: `"${value}"`, allowed });
  }
}
