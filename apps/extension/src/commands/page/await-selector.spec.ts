import { PageLab } from '../../page/testing/page-lab';
import type * as AwaitSelector from './await-selector';
import type * as DeepQuery from './deep-query';

const lab = new PageLab<typeof AwaitSelector & typeof DeepQuery>(
  '../commands/page/deep-query.ts',
  '../commands/page/await-selector.ts',
);
beforeAll(() => lab.open());
afterAll(() => lab.close());

const LONG = 60_000;
const EMPTY = '<body><main></main></body>';

it('resolves at once with what is there', async () => {
  const outcome = await lab.run(EMPTY, ({ awaitSelector }, ms) => awaitSelector('1', 'main', false, ms), LONG);
  expect(outcome).toBe('found');
});

it.each([
  ['an element is added', '<li>'],
  ['an attribute changes', 'main.ready'],
])('resolves when %s', async (_, wanted) => {
  const outcome = await lab.run(
    EMPTY,
    ({ awaitSelector }, selector, ms) => {
      const waiting = awaitSelector('1', selector === '<li>' ? 'li' : selector, false, ms);
      const main = document.querySelector('main');
      if (selector === '<li>') main?.append(document.createElement('li'));
      else main?.classList.add('ready');
      return waiting;
    },
    wanted,
    LONG,
  );
  expect(outcome).toBe('found');
});

it('looks into shadow roots only when told to', async () => {
  const html = '<body><x-a><template shadowrootmode="open"><p></p></template></x-a></body>';
  const outcomes = await lab.run(
    html,
    async ({ awaitSelector, installDeepQuery }, ms) => {
      installDeepQuery();
      return [await awaitSelector('1', 'p', true, ms), await awaitSelector('2', 'p', false, 0)];
    },
    LONG,
  );
  expect(outcomes).toEqual(['found', 'over']);
});

it('sees what happens in shadow roots that came later', async () => {
  const outcome = await lab.run(
    EMPTY,
    async ({ awaitSelector, installDeepQuery }, ms) => {
      installDeepQuery();
      const waiting = awaitSelector('1', 'p.ready', true, ms);
      const host = document.createElement('x-late');
      const inner = host.attachShadow({ mode: 'open' });
      document.body.append(host);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      inner.innerHTML = '<p class="ready"></p>';
      return waiting;
    },
    LONG,
  );
  expect(outcome).toBe('found');
});

it('ends when its time is over, or when it is told to end', async () => {
  const outcomes = await lab.run(
    EMPTY,
    ({ awaitSelector, stopWaiting }, ms) => {
      const stopped = awaitSelector('1', 'li', false, ms);
      stopWaiting('1');
      return Promise.all([stopped, awaitSelector('2', 'li', false, 1)]);
    },
    LONG,
  );
  expect(outcomes).toEqual(['over', 'over']);
});

it('keeps nothing of a wait that has ended', async () => {
  const left = await lab.run(
    EMPTY,
    async ({ awaitSelector }, ms) => {
      await Promise.all([awaitSelector('1', 'main', false, ms), awaitSelector('2', 'li', false, 1)]);
      return window.__ottoWaits?.size;
    },
    LONG,
  );
  expect(left).toBe(0);
});

it('says what is wrong with a selector', async () => {
  const outcome = await lab.run(EMPTY, ({ awaitSelector }, ms) => awaitSelector('1', 'p..a', false, ms), LONG);
  expect(outcome).toEqual({ broken: expect.stringContaining('p..a') });
});
