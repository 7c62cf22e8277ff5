import type { BrowserEnd } from './browser-process';
import { closeBrowser } from './close-browser';

const KILLED: BrowserEnd = { code: null, signal: 'SIGKILL' };

/** A browser that ends when it is killed, and by itself as `whenAsked` says. */
function browser(whenAsked: (end: (end: BrowserEnd) => void) => Promise<never>) {
  let end: (end: BrowserEnd) => void = () => undefined;
  const ended = new Promise<BrowserEnd>((resolve) => (end = resolve));
  const asked: string[] = [];
  const send = (method: string): Promise<never> => {
    asked.push(method);
    return whenAsked(end);
  };
  return { asked, program: { ended, kill: () => end(KILLED) }, connection: { send } };
}

describe('closing a browser', () => {
  it('lets it end by itself, whether or not it answers before', async () => {
    const { asked, program, connection } = browser((end) => {
      end({ code: 0, signal: null });
      return Promise.reject(new Error('Target closed'));
    });
    await closeBrowser(program, connection);
    expect([asked, await program.ended]).toEqual([['Browser.close'], { code: 0, signal: null }]);
  });

  it('ends one by force that neither answers nor ends, without waiting for its answer', async () => {
    const { program, connection } = browser(() => new Promise(() => undefined));
    await closeBrowser(program, connection, 1);
    expect(await program.ended).toEqual(KILLED);
  });
});
