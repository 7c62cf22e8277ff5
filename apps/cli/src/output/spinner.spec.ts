import { Capture } from '../../test/otto-under-test';
import { Spinner } from './spinner';
import { styleFor } from './style';

let capture: Capture;
const start = (text: string): Spinner => new Spinner(capture.stderr, styleFor(capture.stdout, { NO_COLOR: '1' }), text);
const lastLine = (): string => capture.text('stderr').split('\u001b[2K').at(-1) ?? '';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick'] });
  capture = new Capture(true);
});
afterEach(() => jest.useRealTimers());

describe('Spinner', () => {
  it('turns, and counts the seconds from the first one on', () => {
    const spinner = start('Working');
    expect(lastLine()).toBe('⠋ Working');
    jest.advanceTimersByTime(80);
    expect(lastLine()).toBe('⠙ Working');
    jest.advanceTimersByTime(2_000);
    expect(lastLine()).toMatch(/^. Working 2 s$/);
    spinner.update('Still working');
    jest.advanceTimersByTime(80);
    expect(lastLine()).toMatch(/^. Still working 2 s$/);
    spinner.end();
  });

  it('leaves neither a line nor a timer behind', () => {
    const spinner = start('Working');
    spinner.end();
    spinner.end();
    spinner.update('late');
    expect(lastLine()).toBe('');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('stays below what is written meanwhile', () => {
    const spinner = start('Working');
    spinner.above(() => capture.stderr.write('news\n'));
    expect(capture.text('stderr')).toBe('\r\u001b[2K⠋ Working\r\u001b[2Knews\n\r\u001b[2K⠋ Working');
    spinner.end();
    spinner.above(() => capture.stderr.write('more\n'));
    expect(lastLine()).toBe('more\n');
  });

  it('stays on one line', () => {
    start('x'.repeat(200)).end();
    expect(
      capture
        .text('stderr')
        .split('\r')
        .every((line) => line.length < 80),
    ).toBe(true);
  });
});
