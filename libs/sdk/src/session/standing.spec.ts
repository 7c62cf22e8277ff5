import { OttoError } from '@otto/protocol';
import { WebSocket } from 'ws';
import { FakeRelay } from '../../test/fake-relay';
import { fetchTransport } from '../http/http-transport';
import { RelayApi } from '../http/relay-api';
import { TokenKeeper } from '../tokens/token-keeper';
import { Connection } from './connection';
import { Standing, type Established } from './standing';

let relay: FakeRelay;
let connection: Connection;
/** What happened to the standing thing, in order. */
let happened: string[];
/** Loses what was established last. */
let lose: (code: 'node_disconnected' | 'acl_missing_node_grant') => void;
let establish: () => Promise<Established>;

beforeEach(async () => {
  relay = await FakeRelay.start();
  const api = new RelayApi({ httpUrl: relay.httpUrl, transport: fetchTransport });
  const tokens = new TokenKeeper({ api, clock: Date.now, tokens: relay.tokens.make() });
  connection = new Connection({ webSocketUrl: relay.url, webSocket: WebSocket, tokens, openTimeoutMs: 5_000 });
  happened = [];
  establish = async () => ({
    lost: new Promise((resolve) => {
      lose = (code) => resolve(new OttoError(code));
    }),
  });
});
afterEach(async () => {
  jest.useRealTimers();
  await connection.close();
  await relay.stop();
});

function stand(restoreForMs: number): Standing {
  return new Standing({
    connection,
    restoreForMs,
    establish: () => {
      happened.push('establish');
      return establish();
    },
    onLost: ({ code }) => happened.push(`lost: ${code}`),
    onRestored: () => happened.push('restored'),
  });
}

function useFakeTimers(): void {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask'] });
}

/** Lets everything go on that does not wait for time. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
}

describe('Standing', () => {
  it('tells why it could not be established, and does not try again', async () => {
    establish = () => Promise.reject(new OttoError('node_offline'));
    const standing = stand(1_000);
    await expect(standing.started).rejects.toMatchObject({ code: 'node_offline' });
    expect(await standing.ended).toMatchObject({ code: 'node_offline' });
    expect(happened).toEqual(['establish']);
  });

  it('is established again, after ever longer pauses, for as long as it may', async () => {
    const standing = stand(60_000);
    await standing.started;
    useFakeTimers();
    establish = () => Promise.reject(new OttoError('node_offline'));
    lose('node_disconnected');
    for (let s = 0; s < 60; s += 1) {
      await settle();
      jest.advanceTimersByTime(1_000);
    }
    expect(await standing.ended).toMatchObject({ code: 'node_disconnected' });
    const attempts = happened.filter((what) => what === 'establish').length;
    expect(attempts).toBeGreaterThan(60 / 5);
    expect(attempts).toBeLessThan(60);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('goes on when that succeeds', async () => {
    const standing = stand(60_000);
    await standing.started;
    relay.drop();
    while (!happened.includes('restored')) await new Promise(setImmediate);
    expect(happened).toEqual(['establish', 'lost: connection_lost', 'establish', 'restored']);
    standing.stop();
    expect(await standing.ended).toBeUndefined();
  });

  it('ends with a loss that no time can mend', async () => {
    const standing = stand(60_000);
    await standing.started;
    lose('acl_missing_node_grant');
    expect(await standing.ended).toMatchObject({ code: 'acl_missing_node_grant' });
    // Nobody is told that it is interrupted, as if it came back.
    expect(happened).toEqual(['establish']);
  });

  it('ends with the client, which comes back no more', async () => {
    const standing = stand(60_000);
    await standing.started;
    await connection.close();
    expect(await standing.ended).toMatchObject({ code: 'connection_lost' });
  });

  it('ends with the identity of the client', async () => {
    const standing = stand(60_000);
    await standing.started;
    relay.tokens.revoke();
    relay.drop();
    expect(await standing.ended).toMatchObject({ code: 'invalid_refresh_token' });
  });

  it('can be stopped while it is being established', async () => {
    establish = () => new Promise((_, reject) => setImmediate(() => reject(new OttoError('command_cancelled'))));
    const standing = stand(60_000);
    standing.stop();
    expect(await standing.ended).toBeUndefined();
    await expect(standing.started).rejects.toMatchObject({ code: 'command_cancelled' });
  });

  it('says internal_error for a fault of its own', async () => {
    establish = () => Promise.reject(new TypeError('oops'));
    expect(await stand(0).ended).toMatchObject({ code: 'internal_error', cause: new TypeError('oops') });
  });
});
