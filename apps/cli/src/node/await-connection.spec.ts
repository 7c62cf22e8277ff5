import { OttoError } from '@otto/protocol';
import { awaitConnection, type ConnectionWait } from './await-connection';
import type { StartingHost } from './host-process';
import type { NodeStatus } from './node-status';

class FakeHost implements StartingHost {
  fail: (error: Error) => void = () => undefined;
  readonly failure = new Promise<never>((_, reject) => (this.fail = reject));
  status: (status: NodeStatus) => void = () => undefined;
  onStatus(listener: (status: NodeStatus) => void): void {
    this.status = listener;
  }
}

const CODE = '123-456';
const CONNECTED: NodeStatus = { state: 'authenticated_connected', nodeId: 'node_one' };
const waitingFor = (code: string): NodeStatus => ({
  state: 'waiting_for_pair_approval',
  code,
  codeExpiresAt: Date.now() + 300_000,
});

function setUp(parts: Partial<ConnectionWait> = {}) {
  const host = new FakeHost();
  const approved: string[] = [];
  const foreign: string[] = [];
  const connection = awaitConnection(host, {
    approve: (code) => Promise.resolve(approved.push(code)),
    onForeignApproval: (code) => foreign.push(code),
    logFile: '/log',
    signal: new AbortController().signal,
    ...parts,
  });
  connection.catch(() => undefined);
  return { host, approved, foreign, connection };
}

describe('waiting for the node to be connected', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('takes a node that has its identity already as it is', async () => {
    const { host, approved, connection } = setUp();
    host.status({ state: 'authenticated_connecting', nodeId: 'node_one' });
    host.status(CONNECTED);
    expect(await connection).toEqual({ nodeId: 'node_one', paired: false });
    expect(approved).toEqual([]);
  });

  it('approves each code that the node shows once', async () => {
    const { host, approved, connection } = setUp();
    for (const code of [CODE, CODE, '654-321']) host.status(waitingFor(code));
    host.status(CONNECTED);
    expect(await connection).toEqual({ nodeId: 'node_one', paired: true });
    expect(approved).toEqual([CODE, '654-321']);
  });

  it('waits for the owner of the relay as long as the code is good, when this user may not approve', async () => {
    const { host, foreign, connection } = setUp({ approve: () => Promise.reject(new OttoError('forbidden_role')) });
    host.status(waitingFor(CODE));
    await jest.advanceTimersByTimeAsync(200_000);
    expect(foreign).toEqual([CODE]);
    host.status(CONNECTED);
    expect(await connection).toEqual({ nodeId: 'node_one', paired: true });
  });

  it('gives up when the relay refuses the approval for another reason', async () => {
    const { host, connection } = setUp({ approve: () => Promise.reject(new OttoError('client_not_found')) });
    host.status(waitingFor(CODE));
    await expect(connection).rejects.toMatchObject({ code: 'client_not_found' });
  });

  it('does not mind that somebody was faster', async () => {
    const { host, connection } = setUp({ approve: () => Promise.reject(new OttoError('pairing_not_pending')) });
    host.status(waitingFor(CODE));
    await jest.advanceTimersByTimeAsync(0);
    host.status(CONNECTED);
    expect(await connection).toEqual({ nodeId: 'node_one', paired: true });
  });

  it('gives up after a minute, with the state in which the node is stuck', async () => {
    const { host, connection } = setUp();
    host.status({ state: 'authenticated_connecting', nodeId: 'node_one' });
    await jest.advanceTimersByTimeAsync(60_000);
    await expect(connection).rejects.toMatchObject({
      code: 'node_not_ready',
      message: expect.stringContaining('authenticated_connecting'),
    });
  });

  it("gives up with the node's own error when it has one", async () => {
    const { host, connection } = setUp();
    host.status({
      state: 'error',
      error: { code: 'origin_not_allowed', message: 'Not from there.', actionableHint: '' },
    });
    await jest.advanceTimersByTimeAsync(60_000);
    await expect(connection).rejects.toMatchObject({ code: 'origin_not_allowed' });
  });

  it('takes a node that cannot do everything for connected', async () => {
    const { host, connection } = setUp();
    host.status({ state: 'version_mismatch', nodeId: 'node_one', isPartial: true });
    await expect(connection).resolves.toMatchObject({ nodeId: 'node_one' });
  });

  it('does not wait for what waiting does not mend', async () => {
    const { host, connection } = setUp();
    host.status({
      state: 'version_mismatch',
      error: { code: 'unsupported_protocol_version', message: 'Too old.', actionableHint: 'Update.' },
    });
    await expect(connection).rejects.toMatchObject({ code: 'unsupported_protocol_version', message: 'Too old.' });
  });

  it('fails with what ended the supervisor', async () => {
    const { host, connection } = setUp();
    host.fail(new OttoError('browser_start_failed', { reason: 'no screen' }));
    await expect(connection).rejects.toMatchObject({ code: 'browser_start_failed' });
  });

  it('asks nobody any more when the refusal comes after the end', async () => {
    const interruption = new AbortController();
    let refuse: (error: OttoError) => void = () => undefined;
    const approve = (): Promise<never> => new Promise((_, reject) => (refuse = reject));
    const { host, foreign, connection } = setUp({ signal: interruption.signal, approve });
    host.status(waitingFor(CODE));
    interruption.abort();
    await expect(connection).rejects.toMatchObject({ code: 'command_cancelled' });
    refuse(new OttoError('forbidden_role'));
    await jest.advanceTimersByTimeAsync(0);
    expect([foreign, jest.getTimerCount()]).toEqual([[], 0]);
  });

  it('ends with Ctrl+C', async () => {
    const interruption = new AbortController();
    const { connection } = setUp({ signal: interruption.signal });
    interruption.abort();
    await expect(connection).rejects.toMatchObject({ code: 'command_cancelled' });
  });
});
