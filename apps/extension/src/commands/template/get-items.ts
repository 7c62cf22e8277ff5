import type { SerializedScriptError } from '../serialized-error';
import { defineSiteCommand } from '../site-command';
import { SITE } from './site-name';

export interface Item {
  readonly text: string;
  readonly url: string;
}

export const getItems = defineSiteCommand({
  metadata: {
    site: SITE,
    id: 'getItems',
    displayName: 'Get items',
    description: 'What it gives, in one sentence.',
    requiresAuth: false,
    inputFields: [
      { name: 'limit', type: 'number', optional: true, description: 'How many items at most; 20 when left out.' },
    ],
  },

  async execute(context, { limit = 20 }) {
    await context.waitForSelector('[data-items]');
    const items = await context.executeScript(readItems, [limit]);
    if (context.isSerializedScriptError(items)) return items;
    return { items };
  },

  // Only for commands whose page goes on telling things: `command.test` then declares what a controller can listen to.
  async test(context, _input, helpers) {
    const data = await helpers.execute();
    if (context.isSerializedScriptError(data)) return data;
    return { data, stream: { listeners: [helpers.networkListener({ urlPatterns: [`https://${SITE}/api/*`] })] } };
  },
});

/** Runs in the page: sees nothing of this file. */
export function readItems(limit: number): Item[] | SerializedScriptError {
  const list = document.querySelector('[data-items]');
  if (list?.getAttribute('aria-busy') === 'true') {
    return { __ottoSerializedCommandError: true, code: 'page_not_ready', message: 'the list is still loading' };
  }
  const links = [...(list?.querySelectorAll('a') ?? [])];
  return links.slice(0, limit).map(({ textContent, href }) => ({ text: (textContent ?? '').trim(), url: href }));
}
