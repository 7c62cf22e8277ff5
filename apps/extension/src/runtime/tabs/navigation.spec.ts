import type { PageEvent } from './browser-tabs';
import { IN_KNOWN_TAB, IN_NEW_TAB, advance, arrivedAt, taken, type Navigation } from './navigation';

const TARGET = 'http://site/';
const event = (type: Exclude<PageEvent['type'], 'closed'>, url = TARGET): PageEvent =>
  ({ type, tabId: 1, url, reason: 'net::ERR_X' }) as PageEvent;
const after = (start: Navigation, ...events: PageEvent[]): Navigation =>
  events.reduce((navigation, next) => advance(navigation, next, TARGET), start);

describe('a navigation', () => {
  it('arrives with the new document, at the address where it ended', () => {
    const navigation = after(IN_KNOWN_TAB, event('started'), event('committed', 'http://site/redirected'));
    expect(arrivedAt(navigation, 'commit')).toBe('http://site/redirected');
    expect(arrivedAt(navigation, 'load')).toBeUndefined();
  });

  it('arrives with everything that belongs to the document, when that is waited for', () => {
    const navigation = after(IN_NEW_TAB, event('committed'), event('parsed'), event('loaded'));
    expect(arrivedAt(navigation, 'load')).toBe(TARGET);
  });

  it('does not take the page before for its own', () => {
    const before = 'http://before/';
    const navigation = after(
      IN_KNOWN_TAB,
      event('committed', before),
      event('loaded', before),
      event('failed', before),
    );
    expect(navigation).toBe(IN_KNOWN_TAB);
  });

  it('has not arrived when the page before has loaded meanwhile', () => {
    const started = after(IN_KNOWN_TAB, event('started'));
    expect(after(started, event('loaded', 'http://before/'))).toBe(started);
  });

  it('is not ended by the page before, whose load it cuts off', () => {
    const before = 'http://before/';
    const navigation = after(
      IN_KNOWN_TAB,
      event('aborted', before),
      event('started'),
      event('stopped', before),
      event('committed'),
    );
    expect(arrivedAt(navigation, 'commit')).toBe(TARGET);
  });

  it('follows a page that sends itself on before it has loaded', () => {
    const next = 'http://site/next';
    const navigation = after(IN_NEW_TAB, event('committed'), event('started', next), event('committed', next));
    expect(navigation).toEqual({ phase: 'committed', url: next });
  });

  it('knows the address of a page that changes it itself', () => {
    expect(after(IN_NEW_TAB, event('committed'), event('moved', 'http://site/pushed'))).toEqual({
      phase: 'committed',
      url: 'http://site/pushed',
    });
  });

  it('is done at once when it stays within the document', () => {
    expect(arrivedAt(after(IN_KNOWN_TAB, event('moved')), 'load')).toBe(TARGET);
    expect(after(IN_KNOWN_TAB, event('moved', 'http://site/#elsewhere'))).toBe(IN_KNOWN_TAB);
  });

  it('is its own from the moment that the browser has taken the order, even if no start was told', () => {
    const started = taken(IN_KNOWN_TAB);
    expect(arrivedAt(after(started, event('committed')), 'commit')).toBe(TARGET);
    expect(arrivedAt(after(started, event('moved')), 'load')).toBe(TARGET);
    expect(after(started, event('moved', 'http://before/#part'))).toBe(started);
  });

  it('fails with the reason of the browser', () => {
    expect(after(IN_NEW_TAB, event('failed'))).toEqual({ phase: 'failed', reason: 'net::ERR_X' });
  });

  it('is aborted by an answer without a document, unless another navigation takes its place', () => {
    const aborted = after(IN_NEW_TAB, event('aborted'));
    expect(aborted).toEqual({ phase: 'aborted', reason: 'net::ERR_X' });
    expect(arrivedAt(after(aborted, event('started'), event('committed')), 'commit')).toBe(TARGET);
  });

  it('is not ended by another navigation that came to nothing', () => {
    expect(after(IN_NEW_TAB, event('committed'), event('aborted'))).toEqual({ phase: 'committed', url: TARGET });
  });

  it('is as far as it gets when the page stops loading, unless it sends itself on', () => {
    const stopped = after(IN_NEW_TAB, event('committed'), event('stopped'));
    expect(stopped).toEqual({ phase: 'stopped', url: TARGET });
    expect(after(stopped, event('started'), event('committed'), event('loaded'))).toMatchObject({ phase: 'loaded' });
  });

  it('ends with its tab', () => {
    expect(after(IN_KNOWN_TAB, { type: 'closed', tabId: 1 })).toEqual({ phase: 'closed' });
  });
});
