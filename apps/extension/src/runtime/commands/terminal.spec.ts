import { OttoError, assertEnvelope, type Envelope } from '@otto/protocol';
import type { Command } from './command';
import { completed, failed, outcomeOf, terminalFrame, type Terminal } from './terminal';

const command: Command = {
  requestId: 'req-1',
  action: 'primitive.tab.open',
  payload: {},
  tabSessionId: 'ts_1',
  clientId: 'clt_1',
  isErrand: false,
  timeoutMs: 1000,
};
const read = (terminal: Terminal, traceId?: string): Envelope => {
  const frame: unknown = JSON.parse(terminalFrame(terminal, 'req-2', traceId));
  assertEnvelope(frame);
  return frame;
};

describe('terminal frames', () => {
  it('carry the result of a command that completed', () => {
    expect(read(completed('a', 12, { tricky: 'null}' }), 'trace')).toMatchObject({
      messageType: 'result',
      requestId: 'req-2',
      senderRole: 'node',
      traceId: 'trace',
      payload: { ok: true, durationMs: 12, action: 'a', data: { tricky: 'null}' }, commandOutcome: 'completed' },
    });
  });

  it('carry the error of a command that failed, and where it was', () => {
    expect(read(failed(command, 'node_1', new OttoError('selector_not_found', { selector: '$&' })))).toMatchObject({
      messageType: 'error',
      payload: {
        code: 'selector_not_found',
        category: 'execution',
        retryable: false,
        message: 'Nothing on the page matches "$&".',
        action: 'primitive.tab.open',
        stage: 'run',
        nodeId: 'node_1',
        clientId: 'clt_1',
        tabSessionId: 'ts_1',
        commandOutcome: 'failed',
      },
    });
  });

  it('tell nothing of what is not an OttoError', () => {
    const text = terminalFrame(failed(command, 'node_1', new Error('secret path')), 'req-2');
    expect(text).toContain('internal_error');
    expect(text).not.toContain('secret');
  });

  it('leave the traceId out where there was none', () => {
    expect(read(completed('a', 1, undefined))).not.toHaveProperty('traceId');
  });

  it.each([
    ['command_cancelled', 'cancelled'],
    ['command_timed_out', 'timed_out'],
    ['tab_url_not_ready', 'timed_out'],
    ['navigation_failed', 'failed'],
  ] as const)('count %s as %s', (code, outcome) => {
    expect(outcomeOf(new OttoError(code))).toBe(outcome);
  });

  it('never exceed what a frame may hold', () => {
    const mebibytes = (count: number, char: string) => char.repeat((count * 1024 * 1024) / Buffer.byteLength(char));
    expect(() => completed('a', 1, mebibytes(17, 'x'))).toThrow(OttoError);
    expect(() => completed('a', 1, mebibytes(17, '漢'))).toThrow(OttoError);
    expect(() => completed('a', 1, mebibytes(15, '漢'))).not.toThrow();
  });
});
