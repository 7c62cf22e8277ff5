import { OttoError } from '@otto/protocol';
import type { Command } from '../commands/command';
import type { LogFields } from './extension-log';
import { NodeLog } from './node-log';

const COMMAND: Command = {
  requestId: 'req-1',
  traceId: 'trace',
  action: 'primitive.tab.open',
  payload: { url: 'https://private.example/?q=secret' },
  tabSessionId: 'ts_1',
  clientId: 'clt_1',
  isErrand: false,
  timeoutMs: 1000,
};

describe('NodeLog', () => {
  let written: LogFields[];
  let log: NodeLog;
  beforeEach(() => {
    written = [];
    log = new NodeLog({ write: (fields) => written.push(fields) });
  });

  it('tells of a command what it was and how it ended, not what it was about', () => {
    log.began(COMMAND);
    log.failed(COMMAND, new OttoError('page_script_failed', { reason: 'words of the page' }));
    log.ended(COMMAND, 'failed', 12);
    const about = { requestId: 'req-1', traceId: 'trace', action: 'primitive.tab.open' };
    const data = { tabSessionId: 'ts_1', clientId: 'clt_1' };
    expect(written).toEqual([
      { level: 'debug', type: 'command.began', ...about, data },
      {
        level: 'info',
        type: 'command.failed',
        status: 'page_script_failed',
        ...about,
        data: { ...data, category: 'execution' },
      },
      { level: 'warn', type: 'command.ended', status: 'failed', ...about, data: { ...data, durationMs: 12 } },
    ]);
    expect(JSON.stringify(written)).not.toMatch(/private\.example|words of the page/);
  });

  it('tells what an internal error was', () => {
    log.failed(COMMAND, new TypeError('x is not a function at "https://private.example/?q=1"'));
    expect(written[0]).toMatchObject({
      level: 'error',
      status: 'internal_error',
      data: { reason: expect.stringContaining('x is not a function at "[url]"') },
    });
  });

  it('tells each change of the link once, and no pairing code', () => {
    const waiting = { phase: 'waiting_for_approval', code: '123-456', expiresAt: 1 } as const;
    const error = { code: 'relay_unreachable', message: 'gone', hint: 'wait' };
    log.linked(waiting);
    log.linked(waiting);
    log.linked({ phase: 'connecting', error });
    log.linked({ phase: 'connected', relayVersion: '1', connectionId: 'c' });
    expect(written.map(({ level, type, status }) => [level, type, status])).toEqual([
      ['info', 'pairing.waiting', undefined],
      ['warn', 'link.connecting', 'relay_unreachable'],
      ['info', 'link.connected', undefined],
    ]);
    expect(JSON.stringify(written)).not.toContain('123-456');
  });

  it('tells why a listener ended that its subscriber did not end', () => {
    const options = { tabSessionId: 'ts_1', site: 'site.example' };
    const order = { requestId: 'sub-1', listener: 'network.http_intercept', options } as const;
    log.started(order);
    log.stopped(order);
    log.stopped(order, 'target_closed');
    expect(written.map(({ level, type, data }) => [level, type, data?.reason])).toEqual([
      ['info', 'listener.started', undefined],
      ['info', 'listener.stopped', undefined],
      ['warn', 'listener.stopped', 'target_closed'],
    ]);
  });

  it('tells of what nobody waited for', () => {
    log.broke(new OttoError('internal_error'));
    log.broke({ secret: 'value' });
    expect(written.map(({ level, status, data }) => [level, status, data?.reason])).toEqual([
      ['error', 'internal_error', expect.any(String)],
      ['error', undefined, 'an object'],
    ]);
  });
});
