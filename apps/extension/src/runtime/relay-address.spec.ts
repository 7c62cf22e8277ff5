import type { OttoError } from '@otto/protocol';
import { parseRelayUrl } from './relay-address';

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as OttoError).code;
  }
  return 'nothing thrown';
};

describe('parseRelayUrl', () => {
  it('derives the socket and the HTTP address from one relay URL', () => {
    expect(parseRelayUrl('ws://127.0.0.1:8787')).toEqual({
      relayUrl: 'ws://127.0.0.1:8787',
      socketUrl: 'ws://127.0.0.1:8787/?role=node',
      httpUrl: 'http://127.0.0.1:8787',
    });
    expect(parseRelayUrl('wss://relay.example').httpUrl).toBe('https://relay.example');
  });

  it('takes an HTTP address, white space and a trailing path for the same relay', () => {
    expect(parseRelayUrl(' https://relay.example:9000/?role=controller ').relayUrl).toBe('wss://relay.example:9000');
  });

  it.each([
    ['', 'invalid_url'],
    ['somewhere', 'invalid_url'],
    ['127.0.0.1:8787', 'invalid_url'],
    ['ftp://relay.example', 'invalid_url_scheme'],
  ])('refuses %j with %s', (text, code) => {
    expect(codeOf(() => parseRelayUrl(text))).toBe(code);
  });

  it('never keeps credentials that were written into the URL', () => {
    expect(JSON.stringify(parseRelayUrl('ws://user:secret@host:1'))).not.toContain('secret');
  });
});
