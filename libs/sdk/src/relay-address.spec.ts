import { relayAddress } from './relay-address';

describe('relayAddress', () => {
  it.each([
    ['ws://127.0.0.1:8787', 'ws://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['http://127.0.0.1:8787/', 'ws://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['wss://relay.example', 'wss://relay.example', 'https://relay.example'],
    ['https://relay.example/otto/', 'wss://relay.example/otto', 'https://relay.example/otto'],
    ['ws://[::1]:9000', 'ws://[::1]:9000', 'http://[::1]:9000'],
  ])('reads both faces from %s', (given, webSocketUrl, httpUrl) => {
    expect(relayAddress(given)).toEqual({ webSocketUrl, httpUrl });
  });

  it.each(['127.0.0.1:8787', 'ftp://relay', '', 'ws://'])('refuses "%s"', (given) => {
    expect(() => relayAddress(given)).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
  });

  it('refuses credentials without repeating them', () => {
    const read = (): unknown => relayAddress('ws://me:hunter2@relay');
    expect(read).toThrow('must not hold a user name or password');
    expect(read).not.toThrow('hunter2');
  });
});
