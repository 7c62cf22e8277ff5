import { defineSiteCommand } from '../site-command';
import { toPost, type FrontPagePost } from './front-page-post';
import { readFrontPage, type FrontPageReading } from './front-page-rows';
import { SITE } from './site-name';
import type { SiteContext } from '../site-context';

const ROW = 'tr.athing';
/** The site answers within a second, or asks to slow down, on a page without rows. */
const ROWS_WITHIN_MS = 10_000;
const FRESH_MS = 60_000;

export const getFrontPage = defineSiteCommand({
  metadata: {
    site: SITE,
    id: 'getFrontPage',
    displayName: 'Get front page',
    description: 'The posts of the front page, in their order there.',
    tags: ['content'],
    requiresAuth: false,
    inputFields: [
      {
        name: 'limit',
        type: 'number',
        optional: true,
        description: 'How many posts at most; all of them when left out.',
      },
    ],
  },

  async execute(context, { limit = Infinity }): Promise<FrontPagePost[]> {
    const { rows } = await reading(context);
    return rows.slice(0, Math.max(1, Math.floor(limit))).map(toPost);
  },
});

/** Reads the page that is there; goes to the front page first where that is another one or an old one. */
async function reading(context: SiteContext): Promise<FrontPageReading> {
  const found = await context.executeScript(readFrontPage, []);
  if (found.isFrontPage && found.rows.length > 0 && found.ageMs < FRESH_MS) return found;
  await context.navigateTab(new URL('/', await context.currentUrl()).href);
  await context.waitForSelector(ROW, { timeoutMs: ROWS_WITHIN_MS });
  return context.executeScript(readFrontPage, []);
}
