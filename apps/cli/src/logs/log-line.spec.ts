import type { LogEntry } from '@otto/protocol';
import { PassThrough } from 'node:stream';
import { styleFor } from '../output/style';
import { LogLines } from './log-line';

const plain = styleFor(new PassThrough(), {});
const coloured = styleFor(Object.assign(new PassThrough(), { isTTY: true }), {});
const lines = (style = plain): LogLines => new LogLines(style, () => '12s ago');
const entry = (more: Partial<LogEntry>): LogEntry => ({
  id: 'log_1',
  timestamp: '2026-11-20T14:00:00.000Z',
  level: 'info',
  source: 'relay',
  type: 'relay_started',
  ...more,
});

describe('a line of the log', () => {
  it('tells when, how serious, by whom, what, and whom it concerns', () => {
    const text = lines().line(
      entry({
        level: 'warn',
        source: 'controller',
        type: 'frame_refused',
        status: 'tab_busy',
        action: 'command.run',
        requestId: 'req_1',
        nodeId: 'node_a',
        clientId: 'clt_1',
        data: { queue: 3, note: 'two words', deep: { a: [1] } },
      }),
    );
    expect(text).toBe(
      ' 12s ago  WARN   controller  frame_refused  tab_busy  command.run  req_1  node_a  clt_1  ' +
        'queue=3 note="two words" deep={"a":[1]}',
    );
  });

  it('is aligned with the others, whose types are known', () => {
    const format = lines();
    const [short, long] = [entry({ type: 'a', status: 'x' }), entry({ type: 'longer_type', status: 'x' })];
    format.expect([short, long]);
    const columns = [short, long].map((one) => format.line(one).indexOf('x'));
    expect(columns[0]).toBe(columns[1]);
  });

  it('has a colour for how serious it is', () => {
    const codes = (['debug', 'info', 'warn', 'error'] as const).map((level) => {
      return /\[(\d+)m(?:DEBUG|INFO|WARN|ERROR)/.exec(lines(coloured).line(entry({ level })))?.[1];
    });
    expect(codes).toEqual(['2', '36', '33', '31']);
  });

  it('cuts long data off, and nothing else', () => {
    const requestId = 'r'.repeat(128);
    const text = lines().line(entry({ requestId, data: { text: 'x'.repeat(500) } }));
    expect(text).toContain(requestId);
    expect(text).toMatch(/text=x{154}…$/);
  });

  it('stays one line, and says nothing to the terminal', () => {
    const text = lines().line(entry({ status: 'a\n\u001b[31mb', data: 'c\nd' }));
    expect(text).not.toContain('\n');
    expect(text).not.toContain('\u001b');
  });
});
