import { NODE_STATES, type NodeStatus } from '../runtime/node-status';
import { UiLab } from './testing/ui-lab';

const lab = new UiLab();
beforeAll(() => lab.open());
afterAll(() => lab.close());

const ERROR = { code: 'relay_unreachable', message: 'No relay answers.', hint: 'Start it with otto start.' };
const CLIENT = { clientId: 'clt_1', name: 'Agent', description: 'Reads', avatarSeed: 's' };
const ACCESS = {
  clients: [
    { ...CLIENT, granted: false, requestedAt: Date.now() },
    { ...CLIENT, clientId: 'clt_2', granted: true, grantedAt: 1, sites: ['example.com'] },
  ],
};
const FULL: Omit<NodeStatus, 'state'> = {
  nodeId: 'node_1',
  relayUrl: 'ws://127.0.0.1:8787',
  code: '482-913',
  codeExpiresAt: Date.now() + 240_000,
  error: ERROR,
  running: [{ requestId: 'r1', action: 'command.run', clientId: 'clt_2', startedAt: 0 }],
};
const MISSING = [{ lackedBy: 'relay', what: 'event.listener_update' } as const];
/** WCAG 2.2, level AA, for text of ordinary size. */
const ENOUGH = 4.5;

/** Runs in the page: the texts whose contrast with what is behind them is too low, with that contrast. */
function faintTexts(enough: number): string[] {
  const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = channels(color).map((channel) =>
      channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const groundOf = (element: Element | null): string => {
    if (element === null) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(element);
    return channels(backgroundColor)[3] === 0 ? groundOf(element.parentElement) : backgroundColor;
  };
  return [...document.body.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
    const text = [...element.childNodes]
      .map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : ''))
      .join('');
    if (text.trim() === '' || element.matches(':disabled, .visually-hidden, script, style')) return [];
    const [one, other] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    return contrast >= enough ? [] : [`${text.trim()}: ${contrast.toFixed(2)}`];
  });
}

describe.each(['light', 'dark'])('in %s', (value) => {
  it.each(['popup', 'options'] as const)('every text of the %s page can be read', async (name) => {
    for (const state of NODE_STATES) {
      for (const missing of state === 'version_mismatch' ? [undefined, MISSING] : [undefined]) {
        const { page } = await lab.show(name, {
          status: { state, ...FULL, ...(missing && { missing }) },
          access: ACCESS,
        });
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
        expect([state, await page.evaluate(faintTexts, ENOUGH)]).toEqual([state, []]);
      }
    }
  });
});

it('shows where the keyboard is, on every control', async () => {
  const { page } = await lab.show('options', {
    status: { state: 'authenticated_connected', ...FULL },
    access: ACCESS,
  });
  const controls = await page.$$eval(
    'button:enabled, input, select, summary',
    (all) => all.filter((control) => control.checkVisibility()).length,
  );
  const reached: string[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const { tag, outline } = await page.evaluate(() => {
      const focused = document.activeElement ?? document.body;
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      return { tag: focused.tagName, outline: `${outlineWidth} ${outlineStyle}` };
    });
    // Past the last control.
    if (tag === 'BODY') break;
    reached.push(outline);
  }
  expect(new Set(reached)).toEqual(new Set(['2px solid']));
  expect(reached).toHaveLength(controls);
});
