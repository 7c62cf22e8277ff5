import type { ToLink } from '../link/link-messages';
import { MemoryStore } from '../testing/memory-store';
import type { UiRequest } from '../ui-messages';
import type { AccessDesk } from './access-desk';
import { IdentityStore } from './identity';
import type { LinkHost } from './link-host';
import { UiRequests } from './ui-requests';

const RELAY = 'ws://127.0.0.1:8787';

describe('UiRequests', () => {
  let identity: IdentityStore;
  let told: ToLink[];
  let stopped: string[];
  let asked: unknown[];
  let revoked: string[];
  let isRelayAway: boolean;
  let ui: UiRequests;

  beforeEach(() => {
    identity = new IdentityStore(new MemoryStore({ relayUrl: RELAY }));
    [told, stopped, asked, revoked, isRelayAway] = [[], [], [], [], false];
    ui = new UiRequests({
      node: {
        identity,
        link: { tell: (message: ToLink) => told.push(message) } as unknown as LinkHost,
        access: {
          refresh: () => Promise.resolve(void asked.push('refresh')),
          decide: (decision: unknown) => Promise.resolve(void asked.push(decision)),
        } as unknown as AccessDesk,
        stopCommand: (requestId) => stopped.push(requestId),
        stopListener: (requestId) => stopped.push(`listener ${requestId}`),
      },
      http: (baseUrl) => ({
        revoke: (refreshToken) => {
          revoked.push(`${baseUrl} ${refreshToken}`);
          return isRelayAway ? Promise.reject(new Error('away')) : Promise.resolve();
        },
      }),
    });
  });

  const ask = (request: UiRequest) => ui.handle(request);

  it('remembers the wish to be connected, and does not wait for the next attempt', async () => {
    expect(await ask({ ui: 'connect' })).toEqual({ ok: true });
    expect((await identity.read()).connect).toBe(true);
    expect(told).toEqual([{ type: 'retry' }]);
    await ask({ ui: 'disconnect' });
    expect((await identity.read()).connect).toBe(false);
  });

  it('takes a relay URL', async () => {
    await ask({ ui: 'setRelayUrl', relayUrl: 'https://relay.example/' });
    expect((await identity.read()).relayUrl).toBe('wss://relay.example');
  });

  it('says what is wrong with a relay URL', async () => {
    expect(await ask({ ui: 'setRelayUrl', relayUrl: 'somewhere' })).toMatchObject({
      ok: false,
      error: { code: 'invalid_url', hint: expect.any(String) },
    });
    expect((await identity.read()).relayUrl).toBe(RELAY);
  });

  it('asks for another code', async () => {
    await ask({ ui: 'newCode' });
    expect(told).toEqual([{ type: 'new_code' }]);
  });

  it('stops a command', async () => {
    await ask({ ui: 'stopCommand', requestId: 'req-1' });
    expect(stopped).toEqual(['req-1']);
  });

  it('looks again who has the node, and decides', async () => {
    await ask({ ui: 'refreshAccess' });
    await ask({ ui: 'decideAccess', clientId: 'clt_1', grant: true, lastsMs: 1000, sites: ['example.com'] });
    expect(asked).toEqual(['refresh', { clientId: 'clt_1', grant: true, lastsMs: 1000, sites: ['example.com'] }]);
  });

  it('switches the log stream', async () => {
    await ask({ ui: 'setLogStream', enabled: true });
    expect((await identity.read()).logStream).toBe(true);
  });

  it.each([false, true])('forgets the node and ends its tokens, relay away: %s', async (away) => {
    isRelayAway = away;
    await identity.keepTokens(RELAY, { accessToken: 'a', refreshToken: 'r' });
    const { nodeId } = await identity.read();
    expect(await ask({ ui: 'forgetNode' })).toEqual({ ok: true });
    expect(revoked).toEqual(['http://127.0.0.1:8787 r']);
    expect(await identity.read()).toMatchObject({ tokens: undefined });
    expect((await identity.read()).nodeId).not.toBe(nodeId);
  });
});
