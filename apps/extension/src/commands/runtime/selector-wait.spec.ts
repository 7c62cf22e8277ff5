import { OttoError, type ErrorCode } from '@otto/protocol';
import { awaitSelector, stopWaiting } from '../page/await-selector';
import { FakePages } from '../testing/fake-pages';
import { PageScripts } from './page-scripts';
import { waitForSelector } from './selector-wait';

const TAB = { tabId: 7, tabSessionId: 'ts_1', site: 'example.com' };

describe('waitForSelector', () => {
  let pages: FakePages;
  let abort: AbortController;
  /** What the page answers to each look. */
  let answers: Promise<unknown>[];

  beforeEach(() => {
    jest.useFakeTimers();
    pages = new FakePages();
    pages.show(TAB.tabId, 'https://example.com/');
    answers = [];
    pages.onRun = ({ func }) => {
      if (func !== awaitSelector) throw new Error('unexpected');
      return answers.shift() ?? new Promise(() => undefined);
    };
    abort = new AbortController();
  });
  afterEach(() => jest.useRealTimers());

  const wait = (timeoutMs?: number, deadlineAt = Date.now() + 30_000): Promise<ErrorCode | 'none'> =>
    waitForSelector(new PageScripts(pages, TAB), '.row', { timeoutMs }, { signal: abort.signal, deadlineAt }).then(
      () => 'none' as const,
      (error: { code: ErrorCode }) => error.code,
    );
  const ranLast = (): string => pages.ran.at(-1) ?? '';

  it('resolves when the page has it, and leaves no timer', async () => {
    answers = [Promise.resolve('found')];
    expect(await wait()).toBe('none');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('waits on in the page that comes next', async () => {
    const waiting = wait();
    await jest.advanceTimersByTimeAsync(0);
    answers = [Promise.resolve('found')];
    pages.show(TAB.tabId, 'https://example.com/next');
    expect(await waiting).toBe('none');
  });

  it.each([
    ['its own time', 500, undefined],
    ['the time of the command', undefined, 500],
  ])('says that the page is not ready when %s is over, and ends the wait in the page', async (_, own, left) => {
    const waiting = wait(own, Date.now() + (left ?? 30_000));
    await jest.advanceTimersByTimeAsync(500);
    expect(await waiting).toBe('page_not_ready');
    await jest.advanceTimersByTimeAsync(0);
    expect(ranLast()).toContain(stopWaiting.name);
  });

  it('says so while the command has time to tell it', async () => {
    const waiting = wait(undefined, Date.now() + 500);
    await jest.advanceTimersByTimeAsync(400);
    abort.abort(new OttoError('command_timed_out'));
    expect(await waiting).toBe('page_not_ready');
  });

  it('says so as well when the deadline comes first', async () => {
    const waiting = wait();
    await jest.advanceTimersByTimeAsync(0);
    abort.abort(new OttoError('command_timed_out'));
    expect(await waiting).toBe('page_not_ready');
  });

  it('says so when the page itself gives up', async () => {
    answers = [Promise.resolve('over')];
    expect(await wait()).toBe('page_not_ready');
  });

  it('ends when it is cancelled', async () => {
    const waiting = wait();
    await jest.advanceTimersByTimeAsync(0);
    abort.abort(new OttoError('command_cancelled'));
    expect(await waiting).toBe('command_cancelled');
    await jest.advanceTimersByTimeAsync(0);
    expect(ranLast()).toContain(stopWaiting.name);
  });

  it('fails at once for a selector that is none', async () => {
    answers = [Promise.resolve({ broken: "'..row' is not a valid selector" })];
    expect(await wait()).toBe('page_script_failed');
  });
});
