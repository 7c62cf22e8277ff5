import { OttoError, type ActionName } from '@otto/protocol';
import type { ActionContext, AnyAction } from '../../actions/action';
import { ActionLab } from '../testing/action-lab';

const READ = 'primitive.dom.extract_text';
const WRITE = 'command.run';

/** An action whose runs the spec ends by hand. */
class ManualAction implements AnyAction {
  readonly runs: {
    context: ActionContext;
    payload: unknown;
    end: (data: unknown) => void;
    fail: (error: Error) => void;
  }[] = [];

  constructor(readonly name: ActionName) {}

  run(context: ActionContext, payload: unknown): Promise<unknown> {
    return new Promise((end, fail) => this.runs.push({ context, payload, end, fail }));
  }
}

describe('CommandExecutor', () => {
  let read: ManualAction;
  let write: ManualAction;
  let errand: ManualAction;
  let lab: ActionLab;

  beforeEach(async () => {
    jest.useFakeTimers();
    read = new ManualAction(READ);
    write = new ManualAction(WRITE);
    errand = new ManualAction('primitive.tab.close_owned');
    lab = await ActionLab.open([read, write, errand]);
  });
  afterEach(() => {
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  const tick = () => jest.advanceTimersByTimeAsync(0);
  const inTab = (tabSessionId: string) => ({ action: READ, tabSessionId });

  describe('answering', () => {
    it('sends one result with what the action returned', async () => {
      const answer = lab.run({ ...inTab('ts_1'), payload: { selector: 'p' } });
      await tick();
      await jest.advanceTimersByTimeAsync(40);
      read.runs[0]!.end({ text: 'found' });
      expect(await answer).toMatchObject({
        messageType: 'result',
        requestId: 'req-1',
        traceId: 'trace',
        payload: { ok: true, durationMs: 40, action: READ, data: { text: 'found' }, commandOutcome: 'completed' },
      });
      expect(lab.answers).toHaveLength(1);
    });

    it('runs nothing outside the scopes of a narrowed grant, and tells the action how far the grant goes', async () => {
      const asked = (scopes: string[]) => lab.run({ ...inTab('ts_1'), payload: { __grant: { scopes } } });
      expect(await asked(['command.*'])).toMatchObject({
        payload: { code: 'forbidden_action', commandOutcome: 'failed' },
      });
      const answer = asked(['primitive.dom.*']);
      await tick();
      expect(read.runs).toHaveLength(1);
      const { context, payload, end } = read.runs[0]!;
      expect(payload).toEqual({});
      expect(context.grant).toBeDefined();
      end({});
      await answer;
    });

    it('gives the action its payload without what concerns routing, and what it has to know', async () => {
      const answer = lab.run({ action: READ, payload: { tabSessionId: 'ts_1', selector: 'p' }, timeoutMs: 10_000 });
      await tick();
      const { context, payload, end } = read.runs[0]!;
      expect(payload).toEqual({ selector: 'p' });
      expect(context).toMatchObject({ clientId: 'clt_1', requestId: 'req-1', tabSessionId: 'ts_1' });
      expect(context.deadlineAt - Date.now()).toBe(9500);
      end({});
      await answer;
    });

    it('sends the error that the action throws', async () => {
      const answer = lab.run(inTab('ts_1'));
      await tick();
      read.runs[0]!.fail(new OttoError('selector_not_found', { selector: 'p' }));
      expect(await answer).toMatchObject({
        messageType: 'error',
        payload: {
          code: 'selector_not_found',
          action: READ,
          stage: 'run',
          tabSessionId: 'ts_1',
          commandOutcome: 'failed',
        },
      });
    });

    it('turns whatever else is thrown into internal_error', async () => {
      const answer = lab.run(inTab('ts_1'));
      await tick();
      read.runs[0]!.fail(new TypeError('x is not a function'));
      expect((await answer).payload.code).toBe('internal_error');
    });

    it.each(['primitive.tab.explode', 'primitive.page.screenshot'])('cannot do %s', async (action) => {
      expect((await lab.run({ action })).payload).toMatchObject({ code: 'unsupported_action', action });
    });

    it('answers a frame that is no command', async () => {
      const answer = lab.answerTo('req-x');
      lab.executor.accept({ ...lab.frame({ action: READ }, 'req-x'), payload: {} });
      expect((await answer).payload.code).toBe('invalid_command');
    });

    it('lets only the relay itself send what belongs to it', async () => {
      expect((await lab.run({ action: errand.name })).payload.code).toBe('forbidden_action');
      const answer = lab.run({ action: errand.name }, 'relay');
      await tick();
      errand.runs[0]!.end({ closedCount: 0 });
      expect((await answer).messageType).toBe('result');
    });

    it('refuses a result that fits into no frame', async () => {
      const answer = lab.run(inTab('ts_1'));
      await tick();
      read.runs[0]!.end('x'.repeat(17 * 1024 * 1024));
      expect((await answer).payload.code).toBe('result_too_large');
    });
  });

  describe('deadline and cancel', () => {
    it('ends a command shortly before the relay would, with what the action says about it', async () => {
      const answer = lab.run({ ...inTab('ts_1'), timeoutMs: 5000 });
      await tick();
      const { context, fail } = read.runs[0]!;
      context.signal.addEventListener('abort', () => fail(new OttoError('tab_url_not_ready', { timeoutMs: 5000 })));
      await jest.advanceTimersByTimeAsync(4500);
      expect((await answer).payload).toMatchObject({ code: 'tab_url_not_ready', commandOutcome: 'timed_out' });
    });

    it('answers even when the action takes no notice', async () => {
      const answer = lab.run({ ...inTab('ts_1'), timeoutMs: 1000 });
      await jest.advanceTimersByTimeAsync(1000);
      expect((await answer).payload).toMatchObject({ code: 'command_timed_out', commandOutcome: 'timed_out' });
      await jest.advanceTimersByTimeAsync(5000);
    });

    it('tells the action to stop when the command is cancelled, and answers so', async () => {
      const answer = lab.run(inTab('ts_1'));
      await tick();
      lab.executor.cancel('req-1');
      expect(read.runs[0]!.context.signal.reason).toMatchObject({ code: 'command_cancelled' });
      await jest.advanceTimersByTimeAsync(100);
      expect((await answer).payload).toMatchObject({ code: 'command_cancelled', commandOutcome: 'cancelled' });
      read.runs[0]!.end({});
      await tick();
      expect(lab.answers).toHaveLength(1);
    });

    it('ends for all who wait when the user of the browser stops it, and says who did', async () => {
      const keyed = { ...inTab('ts_1'), idempotencyKey: 'once' };
      const [first, second] = [lab.run(keyed), lab.run(keyed)];
      await tick();
      lab.executor.stop('req-2');
      read.runs[0]!.fail(read.runs[0]!.context.signal.reason as Error);
      for (const { payload } of [await first, await second]) {
        expect(payload).toMatchObject({ code: 'command_cancelled', commandOutcome: 'cancelled' });
        expect(payload.message).toContain('by the user of the browser');
      }
    });

    it('takes no notice of a cancel for what has ended or never was', () => {
      lab.executor.cancel('req-unknown');
      expect(lab.answers).toEqual([]);
    });
  });

  describe('order', () => {
    it('runs one command at a time in a tab, and different tabs in parallel', async () => {
      const answers = [lab.run(inTab('ts_1')), lab.run(inTab('ts_1')), lab.run(inTab('ts_2'))];
      await tick();
      expect(read.runs.map(({ context }) => context.requestId)).toEqual(['req-1', 'req-3']);
      read.runs[0]!.end({});
      await tick();
      expect(read.runs.map(({ context }) => context.requestId)).toEqual(['req-1', 'req-3', 'req-2']);
      for (const { end } of read.runs) end({});
      await Promise.all(answers);
    });

    it('keeps the tab for an aborted action until it has ended, at most 5 s', async () => {
      const first = lab.run(inTab('ts_1'));
      const second = lab.run(inTab('ts_1'));
      await tick();
      lab.executor.cancel('req-1');
      await jest.advanceTimersByTimeAsync(4999);
      expect((await first).payload.code).toBe('command_cancelled');
      expect(read.runs).toHaveLength(1);
      await jest.advanceTimersByTimeAsync(1);
      expect(read.runs).toHaveLength(2);
      read.runs[1]!.end({});
      await second;
    });

    it('tells what is running', async () => {
      const answer = lab.run(inTab('ts_1'));
      await tick();
      expect(lab.executor.running).toEqual([
        { requestId: 'req-1', action: READ, tabSessionId: 'ts_1', clientId: 'clt_1', startedAt: Date.now() },
      ]);
      read.runs[0]!.end({});
      await answer;
      expect(lab.executor.running).toEqual([]);
    });
  });

  describe('a command that is sent again', () => {
    const keyed = { action: WRITE, tabSessionId: 'ts_1', idempotencyKey: 'key' };

    it('gets the answer that it got before, under its own ids', async () => {
      const first = lab.run(keyed);
      await tick();
      write.runs[0]!.end({ done: true });
      await first;
      expect(await lab.run(keyed)).toMatchObject({ requestId: 'req-2', payload: { ok: true, data: { done: true } } });
      expect(write.runs).toHaveLength(1);
    });

    it('joins its run while that is going on', async () => {
      const answers = [lab.run(keyed), lab.run(keyed)];
      await tick();
      expect(write.runs).toHaveLength(1);
      write.runs[0]!.end({ done: true });
      expect((await Promise.all(answers)).map(({ requestId }) => requestId)).toEqual(['req-1', 'req-2']);
    });

    it('goes on for whoever still waits when another asker cancels it', async () => {
      const [first, second] = [lab.run(keyed), lab.run(keyed)];
      await tick();
      lab.executor.cancel('req-1');
      expect((await first).payload.code).toBe('command_cancelled');
      write.runs[0]!.end({ done: true });
      expect((await second).payload.ok).toBe(true);
    });

    it('runs again when it was cut short and may be repeated', async () => {
      const safe = { ...inTab('ts_1'), idempotencyKey: 'key' };
      const first = lab.run(safe);
      await tick();
      lab.executor.cancel('req-1');
      read.runs[0]!.fail(new OttoError('command_cancelled'));
      await first;
      const second = lab.run(safe);
      await tick();
      read.runs[1]!.end({ text: 'found' });
      expect((await second).payload.ok).toBe(true);
    });

    it('does not run again when it was cut short and must not be repeated', async () => {
      const first = lab.run(keyed);
      await tick();
      lab.executor.cancel('req-1');
      write.runs[0]!.fail(new OttoError('command_cancelled'));
      await first;
      expect((await lab.run(keyed)).payload.code).toBe('command_cancelled');
      expect(write.runs).toHaveLength(1);
    });
  });

  describe('after a death of the worker', () => {
    const reborn = () => ActionLab.open([read, write, errand], lab);
    // A dead worker's timers die with it; here they run out.
    afterEach(() => jest.advanceTimersByTimeAsync(60_000));

    it('runs again what may be repeated', async () => {
      const frame = lab.frame(inTab('ts_1'));
      lab.executor.accept(frame);
      await tick();
      const next = await reborn();
      const answer = next.answerTo(frame.requestId);
      next.executor.accept(frame);
      await tick();
      read.runs[1]!.end({ text: 'found' });
      expect((await answer).payload.ok).toBe(true);
    });

    it('has no more time than it had', async () => {
      const frame = lab.frame({ ...inTab('ts_1'), timeoutMs: 5000 });
      const receivedAt = Date.now();
      lab.executor.accept(frame, receivedAt);
      await jest.advanceTimersByTimeAsync(4000);
      const next = await reborn();
      const answer = next.answerTo(frame.requestId);
      next.executor.accept(frame, receivedAt);
      await jest.advanceTimersByTimeAsync(600);
      expect((await answer).payload.code).toBe('command_timed_out');
    });

    it('does not run again what must not be repeated, and says that nobody knows how it ended', async () => {
      const frame = lab.frame({ action: WRITE, tabSessionId: 'ts_1' });
      lab.executor.accept(frame);
      await tick();
      const next = await reborn();
      const answer = next.answerTo(frame.requestId);
      next.executor.accept(frame);
      expect((await answer).payload).toMatchObject({ code: 'node_restarted', action: WRITE, commandOutcome: 'failed' });
      expect(write.runs).toHaveLength(1);
    });

    it('still knows how that ended which must not be repeated', async () => {
      const keyed = { action: WRITE, tabSessionId: 'ts_1', idempotencyKey: 'key' };
      const first = lab.run(keyed);
      await tick();
      write.runs[0]!.end({ done: true });
      await first;
      expect((await (await reborn()).run(keyed)).payload.data).toEqual({ done: true });
    });
  });
});
