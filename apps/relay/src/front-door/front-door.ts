import { isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';
import { OttoError, type PeerRole } from '@otto/protocol';
import proxyaddr from 'proxy-addr';
import type { RelayConfig } from '../config/relay-config';
import { AllowedHosts } from './allowed-hosts';
import { AllowedOrigins } from './allowed-origins';
import type { Caller } from './caller';
import { isLoopbackAddress, plainAddress } from './host-name';
import { compileProxyTrust, type ProxyTrust } from './proxy-trust';

const FORWARDING_HEADERS = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'forwarded',
  'via',
];

/**
 * What every HTTP request and WebSocket upgrade has to pass before anything else looks at it. It trusts the socket, and
 * what the proxies of OTTO_TRUST_PROXY write; every other header only counts against the caller.
 */
export class FrontDoor {
  readonly #hosts: AllowedHosts;
  readonly #origins: AllowedOrigins;
  readonly #trust: ProxyTrust;

  /** @throws OttoError `invalid_configuration` when OTTO_TRUST_PROXY names no addresses. */
  constructor(config: RelayConfig) {
    this.#hosts = new AllowedHosts(config.host, config.allowedHosts);
    this.#origins = new AllowedOrigins(config);
    this.#trust = compileProxyTrust(config.trustProxy);
  }

  /** @throws OttoError `host_not_allowed`, `origin_not_allowed` */
  admit(request: IncomingMessage): Caller {
    const forwardedHost = this.#forwarded(request, 'x-forwarded-host');
    this.#checkHosts(request, forwardedHost);
    const { origin } = request.headers;
    const scheme = this.#forwarded(request, 'x-forwarded-proto') ?? 'http';
    const own = `${scheme}://${forwardedHost ?? request.headers.host ?? ''}`;
    if (!this.#origins.admits(origin, own)) throw new OttoError('origin_not_allowed');
    return this.#caller(request, origin);
  }

  /**
   * The same for a WebSocket upgrade, with the rules of its role.
   *
   * @throws OttoError `host_not_allowed`, `origin_not_allowed`
   */
  admitUpgrade(request: IncomingMessage, role: PeerRole): Caller {
    const caller = this.admit(request);
    if (role === 'node' && !this.#origins.admitsNode(caller.origin)) throw new OttoError('origin_not_allowed');
    return caller;
  }

  // The name that a proxy reports is checked as well as, not instead of, the one in Host: a proxy may pass on an
  // X-Forwarded-Host that a rebound page has made up.
  #checkHosts(request: IncomingMessage, forwardedHost: string | undefined): void {
    const { localAddress } = request.socket;
    const hosts = [request.headers.host, ...(forwardedHost === undefined ? [] : [forwardedHost])];
    if (!hosts.every((host) => this.#hosts.has(host, localAddress))) throw new OttoError('host_not_allowed');
  }

  /** The first value of an X-Forwarded-* header, if whoever holds the socket is trusted to write it. */
  #forwarded(request: IncomingMessage, name: string): string | undefined {
    const value = request.headers[name];
    if (value === undefined || !this.#trust(request.socket.remoteAddress ?? '', 0)) return undefined;
    return String(value).split(',')[0]?.trim();
  }

  #caller(request: IncomingMessage, origin: string | undefined): Caller {
    const peer = plainAddress(request.socket.remoteAddress ?? '');
    const reported = plainAddress(proxyaddr(request, this.#trust));
    const isDirect = FORWARDING_HEADERS.every((name) => request.headers[name] === undefined);
    return {
      address: isIP(reported) === 0 ? peer : reported,
      isLoopback: isDirect && isLoopbackAddress(peer),
      isDirect,
      ...(origin !== undefined && { origin }),
      isBrowser: origin !== undefined || request.headers['sec-fetch-site'] !== undefined,
    };
  }
}
