import type { IncomingMessage } from 'node:http';
import { EXTENSION_ORIGIN } from '@otto/protocol';
import { RelayConfig } from '../config/relay-config';
import { FrontDoor } from './front-door';

const OTHER_EXTENSION = `chrome-extension://${'a'.repeat(32)}`;

function frontDoor(env: Record<string, string> = {}): FrontDoor {
  return new FrontDoor(RelayConfig.fromEnvironment({ OTTO_TOKEN_SECRET: 's'.repeat(32), ...env }));
}

function request(
  headers: Record<string, string> = {},
  { remoteAddress = '127.0.0.1', localAddress = '127.0.0.1' } = {},
): IncomingMessage {
  const socket = { remoteAddress, localAddress };
  return { headers: { host: '127.0.0.1:8787', ...headers }, socket, connection: socket } as unknown as IncomingMessage;
}

describe('FrontDoor and the Host header', () => {
  it.each(['127.0.0.1:8787', 'localhost', 'LOCALHOST:1', 'localhost.', '[::1]:8787', '127.0.0.2'])(
    'answers under the loopback name %s',
    (host) => {
      expect(() => frontDoor().admit(request({ host }))).not.toThrow();
    },
  );

  it.each([
    'evil.example',
    'evil.example:8787',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.example#localhost',
    'localhost@evil.example',
    'localhost:1:2',
    '',
    '0x7f.1',
  ])('refuses the rebound name %j', (host) => {
    expect(() => frontDoor().admit(request({ host }))).toThrow(expect.objectContaining({ code: 'host_not_allowed' }));
  });

  it('refuses a request without Host', () => {
    const bare = request();
    delete bare.headers.host;
    expect(() => frontDoor().admit(bare)).toThrow(expect.objectContaining({ code: 'host_not_allowed' }));
  });

  it('answers under the names of OTTO_ALLOWED_HOSTS, on any port', () => {
    const door = frontDoor({ OTTO_ALLOWED_HOSTS: 'otto.example, Relay.Example:8787' });
    expect(() => door.admit(request({ host: 'otto.example' }))).not.toThrow();
    expect(() => door.admit(request({ host: 'relay.example:443' }))).not.toThrow();
  });

  it('answers under the address it is bound to', () => {
    expect(() => frontDoor({ OTTO_RELAY_HOST: '10.0.0.5' }).admit(request({ host: '10.0.0.5:8787' }))).not.toThrow();
  });

  it('bound to all addresses, answers under the one at which the socket arrived and no other', () => {
    const door = frontDoor({ OTTO_RELAY_HOST: '0.0.0.0' });
    const via = { localAddress: '::ffff:192.168.1.5' };
    expect(() => door.admit(request({ host: '192.168.1.5:8787' }, via))).not.toThrow();
    expect(() => door.admit(request({ host: '192.168.1.6:8787' }, via))).toThrow();
    expect(() => door.admit(request({ host: '0.0.0.0:8787' }, via))).toThrow();
  });
});

describe('FrontDoor and the Origin header', () => {
  it.each(['https://evil.example', 'http://localhost:3000', 'null', OTHER_EXTENSION, 'http://127.0.0.1:8788'])(
    'refuses a page of %s',
    (origin) => {
      expect(() => frontDoor().admit(request({ origin }))).toThrow(
        expect.objectContaining({ code: 'origin_not_allowed' }),
      );
    },
  );

  it.each(['http://127.0.0.1:8787', EXTENSION_ORIGIN])('lets in %s', (origin) => {
    expect(frontDoor().admit(request({ origin }))).toMatchObject({ origin, isBrowser: true });
  });

  it('lets in the origins of OTTO_ALLOWED_ORIGINS', () => {
    const door = frontDoor({ OTTO_ALLOWED_ORIGINS: 'https://agent.example' });
    expect(() => door.admit(request({ origin: 'https://agent.example' }))).not.toThrow();
    expect(() => door.admit(request({ origin: 'https://agent.example.evil.example' }))).toThrow();
  });

  it('lets in any extension when OTTO_DEV is on and no extension is named', () => {
    const origin = OTHER_EXTENSION;
    expect(() => frontDoor({ OTTO_DEV: '1' }).admit(request({ origin }))).not.toThrow();
    const named = frontDoor({ OTTO_DEV: '1', OTTO_EXTENSION_ORIGIN: EXTENSION_ORIGIN });
    expect(() => named.admit(request({ origin }))).toThrow();
  });

  it('lets a named extension take the place of the shipped one', () => {
    const door = frontDoor({ OTTO_EXTENSION_ORIGIN: OTHER_EXTENSION });
    expect(() => door.admit(request({ origin: OTHER_EXTENSION }))).not.toThrow();
    expect(() => door.admit(request({ origin: EXTENSION_ORIGIN }))).toThrow();
  });
});

describe('FrontDoor and upgrades', () => {
  it('lets nodes come from anywhere without an origin, until an extension is named', () => {
    expect(() => frontDoor().admitUpgrade(request(), 'node')).not.toThrow();
    const named = frontDoor({ OTTO_EXTENSION_ORIGIN: EXTENSION_ORIGIN });
    expect(() => named.admitUpgrade(request(), 'node')).toThrow(
      expect.objectContaining({ code: 'origin_not_allowed' }),
    );
    expect(() => named.admitUpgrade(request({ origin: EXTENSION_ORIGIN }), 'node')).not.toThrow();
    expect(() => named.admitUpgrade(request(), 'controller')).not.toThrow();
  });

  it('refuses a controller on a page of another origin', () => {
    expect(() => frontDoor().admitUpgrade(request({ origin: 'https://evil.example' }), 'controller')).toThrow();
  });
});

describe('FrontDoor and proxies', () => {
  const forwarded = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };

  it('does not believe X-Forwarded-For without OTTO_TRUST_PROXY, and takes it as a sign of a proxy', () => {
    expect(frontDoor().admit(request(forwarded))).toMatchObject({
      address: '127.0.0.1',
      isLoopback: false,
      isDirect: false,
    });
  });

  it.each(['x-forwarded-for', 'x-real-ip', 'forwarded', 'via', 'x-forwarded-host', 'x-forwarded-proto'])(
    'takes a loopback socket with %s for a proxy, not for a local program',
    (name) => {
      expect(frontDoor().admit(request({ [name]: '127.0.0.1' })).isLoopback).toBe(false);
    },
  );

  it('tells a local program by its socket', () => {
    expect(frontDoor().admit(request({}, { remoteAddress: '::ffff:127.0.0.1' }))).toEqual({
      address: '127.0.0.1',
      isLoopback: true,
      isDirect: true,
      isBrowser: false,
    });
    const far = request({ host: 'localhost' }, { remoteAddress: '192.0.2.7' });
    expect(frontDoor().admit(far)).toMatchObject({ address: '192.0.2.7', isLoopback: false });
  });

  it.each(['1', 'loopback', '127.0.0.0/8'])('believes the proxy that OTTO_TRUST_PROXY=%s names', (trust) => {
    const door = frontDoor({ OTTO_TRUST_PROXY: trust });
    expect(door.admit(request(forwarded)).address).toBe('203.0.113.9');
  });

  it('believes no proxy but the named one', () => {
    const door = frontDoor({ OTTO_TRUST_PROXY: '10.0.0.0/8' });
    expect(door.admit(request(forwarded)).address).toBe('127.0.0.1');
  });

  it('skips what a caller wrote itself in front of what the proxy added', () => {
    const door = frontDoor({ OTTO_TRUST_PROXY: '1' });
    expect(door.admit(request({ 'x-forwarded-for': '198.51.100.1, 203.0.113.9' })).address).toBe('203.0.113.9');
  });

  it('falls back to the socket for an address that is none', () => {
    const door = frontDoor({ OTTO_TRUST_PROXY: '1' });
    expect(door.admit(request({ 'x-forwarded-for': 'x"\n' })).address).toBe('127.0.0.1');
  });

  it('knows its own origin behind a trusted proxy', () => {
    const headers = { ...forwarded, host: 'otto.example', origin: 'https://otto.example' };
    const env = { OTTO_ALLOWED_HOSTS: 'otto.example' };
    expect(() => frontDoor({ ...env, OTTO_TRUST_PROXY: '1' }).admit(request(headers))).not.toThrow();
    expect(() => frontDoor(env).admit(request(headers))).toThrow(
      expect.objectContaining({ code: 'origin_not_allowed' }),
    );
  });

  it('checks the forwarded name as well as the one in Host', () => {
    const door = frontDoor({ OTTO_TRUST_PROXY: '1' });
    expect(() => door.admit(request({ 'x-forwarded-host': 'evil.example' }))).toThrow();
    expect(() => door.admit(request({ host: 'evil.example', 'x-forwarded-host': 'localhost' }))).toThrow();
  });

  it('ends the start when OTTO_TRUST_PROXY names no address', () => {
    expect(() => frontDoor({ OTTO_TRUST_PROXY: '10.0.0.0/99' })).toThrow(
      expect.objectContaining({ code: 'invalid_configuration' }),
    );
  });
});
