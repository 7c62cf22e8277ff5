import { MemoryStore } from '../testing/memory-store';
import type { Command } from './command';
import { ReplayLedger, replayKey } from './replay-ledger';
import { completed } from './terminal';

const MINUTE = 60_000;
const command = (changes: Partial<Command> = {}): Command => ({
  requestId: 'req-1',
  action: 'primitive.tab.open',
  payload: { url: 'http://site/' },
  clientId: 'clt_1',
  isErrand: false,
  timeoutMs: 1000,
  ...changes,
});
const answer = (text = '') => completed('a', 1, text);

describe('replayKey', () => {
  const key = replayKey(command());

  it('knows the very same command by its requestId', () => {
    expect(replayKey(command())).toBe(key);
  });

  it.each([
    { requestId: 'req-2' },
    { clientId: 'clt_2' },
    { payload: { url: 'http://other/' } },
    { tabSessionId: 'ts_1' },
  ])('tells a command with another %j apart', (changes) => {
    expect(replayKey(command(changes))).not.toBe(key);
  });

  it('knows a command that is sent again under a new requestId by its idempotencyKey', () => {
    const first = replayKey(command({ idempotencyKey: 'k' }));
    expect(replayKey(command({ idempotencyKey: 'k', requestId: 'req-2' }))).toBe(first);
    expect(replayKey(command({ idempotencyKey: 'k', clientId: 'clt_2' }))).not.toBe(first);
  });

  it('takes a subscription under a new requestId for another one, whatever its idempotencyKey', () => {
    const subscribe = { action: 'listener.subscribe', idempotencyKey: 'k' };
    expect(replayKey(command(subscribe))).not.toBe(replayKey(command({ ...subscribe, requestId: 'req-2' })));
  });
});

describe('ReplayLedger', () => {
  let now: number;
  let store: MemoryStore;
  let ledger: ReplayLedger;
  const restore = () => ReplayLedger.restore(store, () => now);
  const byKey = replayKey(command({ idempotencyKey: 'k' }));
  const byRequestId = replayKey(command());

  beforeEach(async () => {
    now = 0;
    store = new MemoryStore();
    ledger = await restore();
  });

  it('remembers how a command ended', () => {
    ledger.end(byKey, answer('done'), false);
    expect(ledger.find(byKey)?.terminal).toEqual(answer('done'));
  });

  it('knows nothing of other commands', () => {
    expect(ledger.find(byKey)).toBeUndefined();
  });

  it('knows after a death of the worker what was running, and how what must not happen twice ended', async () => {
    await ledger.begin('running');
    await ledger.begin('ended');
    ledger.end('ended', answer('done'), true);
    ledger.end('harmless', answer('done'), false);
    const next = await restore();
    expect(next.find('running')).toEqual({ at: 0 });
    expect(next.find('ended')?.terminal).toEqual(answer('done'));
    expect(next.find('harmless')).toBeUndefined();
  });

  it('forgets after ten minutes, and after one where only the requestId is the same', () => {
    ledger.end(byKey, answer(), false);
    ledger.end(byRequestId, answer(), false);
    now = MINUTE + 1;
    expect(ledger.find(byRequestId)).toBeUndefined();
    expect(ledger.find(byKey)).toBeDefined();
    now = 10 * MINUTE + 1;
    expect(ledger.find(byKey)).toBeUndefined();
  });

  it('still knows what runs for longer than a minute', async () => {
    await ledger.begin(byRequestId);
    now = 9 * MINUTE;
    expect(ledger.find(byRequestId)).toBeDefined();
  });

  it('is bounded by count and by age, in storage too', async () => {
    await ledger.begin('first');
    for (let i = 0; i < 1000; i++) ledger.end(`later-${i}`, answer(), false);
    expect(ledger.size).toBe(1000);
    expect((await restore()).size).toBe(0);
    now = 11 * MINUTE;
    ledger.end('now', answer(), false);
    expect(ledger.size).toBe(1);
  });

  it('is bounded by size', () => {
    for (let i = 0; i < 100; i++) ledger.end(`k${i}`, answer('x'.repeat(100_000)), false);
    expect(ledger.size).toBeLessThan(45);
    expect(ledger.find('k99')).toBeDefined();
  });

  it('keeps no huge answer, but knows that what must not happen twice has happened', () => {
    const huge = answer('x'.repeat(300_000));
    ledger.end('harmless', huge, false);
    ledger.end('harmful', huge, true);
    expect(ledger.find('harmless')).toBeUndefined();
    expect(ledger.find('harmful')).toEqual({ at: 0 });
  });

  it('lets commands run when the storage area is full', async () => {
    store.set = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
    await expect(ledger.begin('k')).resolves.toBeUndefined();
  });
});
