import { NODE_ID_PATTERN } from '@otto/protocol';
import { MemoryStore } from '../testing/memory-store';
import { IdentityStore } from './identity';

const RELAY = 'ws://127.0.0.1:8787';
const tokens = { accessToken: 'a', refreshToken: 'r' };
const pairing = { challengeId: 'ch_0123456789abcdef', code: '123-456', expiresAt: 5 };

describe('IdentityStore', () => {
  const identityIn = (values: Record<string, unknown>) => new IdentityStore(new MemoryStore(values));

  it('makes up a node id once and keeps it', async () => {
    const identity = identityIn({});
    const { nodeId } = await identity.read();
    expect(nodeId).toMatch(NODE_ID_PATTERN);
    expect((await identity.read()).nodeId).toBe(nodeId);
  });

  it('makes up one node id for all who ask at once', async () => {
    const identity = identityIn({});
    const [one, other] = await Promise.all([identity.read(), identity.read()]);
    expect([one.nodeId, other.nodeId]).toEqual(Array(2).fill((await identity.read()).nodeId));
  });

  it('wants nothing before the user does', async () => {
    expect(await identityIn({}).read()).toMatchObject({ relayUrl: undefined, connect: false, logStream: false });
  });

  it('takes what was set from outside, in whatever form the address is', async () => {
    const identity = identityIn({ relayUrl: ' http://127.0.0.1:8787/ ', connect: true });
    expect(await identity.read()).toMatchObject({ relayUrl: RELAY, connect: true });
  });

  it.each([
    { relayUrl: 'ftp://relay' },
    { relayUrl: 5, connect: 'yes', logStream: 1 },
    { nodeId: '../../etc', tokens: 'x', pairing: [] },
    { relayUrl: RELAY, tokens: { ...tokens, refreshToken: 5, relayUrl: RELAY } },
    { relayUrl: RELAY, pairing: { ...pairing, challengeId: 'x', relayUrl: RELAY } },
  ])('does not believe %j', async (values) => {
    expect(await identityIn(values).read()).toMatchObject({
      nodeId: expect.stringMatching(NODE_ID_PATTERN),
      connect: false,
      tokens: undefined,
      pairing: undefined,
      logStream: false,
    });
  });

  it('keeps tokens and challenge with the relay that they belong to', async () => {
    const identity = identityIn({ relayUrl: RELAY });
    await identity.keepTokens(RELAY, tokens);
    await identity.keepPairing(RELAY, pairing);
    expect(await identity.read()).toMatchObject({ tokens, pairing });
    await identity.keepTokens(RELAY, null);
    await identity.keepPairing(RELAY, null);
    expect(await identity.read()).toMatchObject({ tokens: undefined, pairing: undefined });
  });

  it('never shows the tokens of one relay to another, whoever changed the address', async () => {
    const store = new MemoryStore({ relayUrl: RELAY });
    const identity = new IdentityStore(store);
    await identity.keepTokens(RELAY, tokens);
    await store.set({ relayUrl: 'wss://elsewhere.example' });
    expect((await identity.read()).tokens).toBeUndefined();
  });

  it('drops tokens of another relay with the address, and keeps those of the same', async () => {
    const store = new MemoryStore({ relayUrl: RELAY });
    const identity = new IdentityStore(store);
    await identity.keepTokens(RELAY, tokens);
    await identity.setRelayUrl(RELAY);
    expect((await identity.read()).tokens).toMatchObject(tokens);
    await identity.setRelayUrl('ws://other:1');
    expect(await store.get(['tokens'])).toEqual({});
  });

  it('starts over as another node when it is forgotten', async () => {
    const identity = identityIn({ relayUrl: RELAY, connect: true });
    await identity.keepTokens(RELAY, tokens);
    const { nodeId } = await identity.read();
    await identity.forget();
    const next = await identity.read();
    expect(next).toMatchObject({ relayUrl: RELAY, connect: true, tokens: undefined });
    expect(next.nodeId).not.toBe(nodeId);
  });

  it('knows which changes concern it', () => {
    expect(IdentityStore.isAbout(['relayUrl', 'x'])).toBe(true);
    expect(IdentityStore.isAbout(['theme'])).toBe(false);
  });
});
