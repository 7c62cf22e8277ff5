import { ERROR_CATALOGUE, OttoError, type ErrorCode } from '@otto/protocol';
import { WebSocket } from 'ws';
import { FakeRelay } from '../../test/fake-relay';
import { OttoClient } from '../otto-client';
import { retryAfterMs } from './retry';

const first = { retries: 0, maxRetries: 2 };

describe('retryAfterMs', () => {
  it.each(Object.keys(ERROR_CATALOGUE) as ErrorCode[])('keeps to the catalogue for %s', (code) => {
    const error = new OttoError(code);
    const safe = retryAfterMs(error, { ...first, safeToRepeat: true });
    if (!error.retryable) expect(safe).toBeUndefined();
    if (error.retryable && ['routing', 'limit', 'execution'].includes(error.category)) expect(safe).toBeGreaterThan(0);
  });

  it.each(['tab_busy', 'tab_locked', 'queue_wait_timed_out'] as const)('leaves %s to the caller', (code) => {
    expect(retryAfterMs(new OttoError(code), { ...first, safeToRepeat: true })).toBeUndefined();
  });

  it('repeats what is not safe to repeat only when it cannot have run', () => {
    const unsafe = { ...first, safeToRepeat: false };
    expect(retryAfterMs(new OttoError('node_offline'), unsafe)).toBeGreaterThan(0);
    expect(retryAfterMs(new OttoError('node_disconnected'), unsafe)).toBeUndefined();
    expect(retryAfterMs(new OttoError('navigation_failed'), unsafe)).toBeUndefined();
  });

  it.each([
    ['accept', true],
    ['queue', true],
    ['run', false],
  ])('repeats it when the relay says that it got no further than %s: %p', (stage, isRepeated) => {
    const error = new OttoError('relay_shutting_down', { stage });
    expect(retryAfterMs(error, { ...first, safeToRepeat: false }) !== undefined).toBe(isRepeated);
  });

  it('waits as long as the relay says', () => {
    expect(retryAfterMs(new OttoError('rate_limited', { retryAfterMs: 70 }), { ...first, safeToRepeat: false })).toBe(
      70,
    );
  });

  it('has an end', () => {
    const spent = { retries: 2, maxRetries: 2, safeToRepeat: true };
    expect(retryAfterMs(new OttoError('node_offline'), spent)).toBeUndefined();
  });
});

describe('a refused command', () => {
  let relay: FakeRelay;
  let otto: OttoClient;
  beforeEach(async () => {
    relay = await FakeRelay.start();
    otto = new OttoClient({ relayUrl: relay.url, tokens: relay.tokens.make(), webSocket: WebSocket });
  });
  afterEach(async () => {
    await otto.close();
    await relay.stop();
  });
  const node = { nodeId: 'node_a' };
  const keys = (): unknown[] => relay.commands().map(({ payload }) => payload.idempotencyKey);

  it('is sent again, three times in all, and then fails with what it was refused with', async () => {
    relay.onCommand = ({ error, result }) => (relay.commands().length < 3 ? error('node_offline') : result({}));
    await otto.commands.sendRaw('x', {}, node);
    expect(relay.commands()).toHaveLength(3);
    relay.onCommand = ({ error }) => error('node_offline');
    await expect(otto.commands.sendRaw('x', {}, node)).rejects.toMatchObject({ code: 'node_offline' });
    expect(relay.commands()).toHaveLength(6);
  });

  it('is not sent again when the caller does not want that', async () => {
    relay.onCommand = ({ error }) => error('node_offline');
    await expect(otto.commands.sendRaw('x', {}, { ...node, maxRetries: 0 })).rejects.toThrow('not connected');
    expect(relay.commands()).toHaveLength(1);
  });

  it('keeps its idempotencyKey when its node was lost, and changes it when the node has answered', async () => {
    const refusals: ErrorCode[] = ['node_disconnected', 'navigation_failed'];
    relay.onCommand = ({ error, result }) => {
      const code = refusals.shift();
      if (code) error(code);
      else result({});
    };
    await otto.commands.send('primitive.tab.query', {}, node);
    const [lost, answered, again] = keys();
    expect(answered).toBe(lost);
    expect(again).not.toBe(answered);
  });

  it("is not sent again with the caller's own key once the node has answered to that", async () => {
    relay.onCommand = ({ error }) => error('navigation_failed');
    const sent = otto.commands.send('primitive.tab.query', {}, { ...node, idempotencyKey: 'mine' });
    await expect(sent).rejects.toMatchObject({ code: 'navigation_failed' });
    expect(keys()).toEqual(['mine']);
  });

  it('may have run when the relay went away while it ran', async () => {
    relay.onCommand = ({ frame }) => {
      const payload = new OttoError('relay_shutting_down').toPayload({ stage: 'run' });
      relay.sendText(JSON.stringify({ ...frame, messageType: 'error', senderRole: 'relay', payload }));
    };
    const sent = otto.commands.sendRaw('x', {}, node);
    await expect(sent).rejects.toMatchObject({ code: 'outcome_unknown', cause: { code: 'relay_shutting_down' } });
    expect(relay.commands()).toHaveLength(1);
  });

  it('is not sent again when that is later than its deadline', async () => {
    relay.onCommand = ({ frame }) => {
      const payload = { ...new OttoError('rate_limited').toPayload(), retryAfterMs: 60_000 };
      relay.sendText(JSON.stringify({ ...frame, messageType: 'error', senderRole: 'relay', payload }));
    };
    await expect(otto.commands.sendRaw('x', {}, node)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(relay.commands()).toHaveLength(1);
  });

  it('can be cancelled before it is sent again', async () => {
    const caller = new AbortController();
    relay.onCommand = ({ error }) => {
      error('node_offline');
      caller.abort();
    };
    const sent = otto.commands.sendRaw('x', {}, { ...node, signal: caller.signal });
    await expect(sent).rejects.toMatchObject({ code: expect.stringMatching(/^(command_cancelled|node_offline)$/) });
    expect(relay.commands().length).toBeLessThan(3);
  });
});
