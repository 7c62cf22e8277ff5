import { on, text, type Case } from './case';

const SHOT = 'primitive.page.screenshot';

/** Pictures of pages. */
export const PICTURE_CASES: readonly Case[] = [
  on('/parts', SHOT, 'viewport', {}, { data: { mode: 'viewport', format: 'png', quality: null, contentBase64: text } }),
  on('/parts', SHOT, 'the whole page', { mode: 'full_page', format: 'jpeg', quality: 50 }, { data: { quality: 50 } }),
  { does: 'url', action: SHOT, payload: { url: '/parts' }, data: { sourceUrl: '/parts' } },
  on('/parts', SHOT, 'wrong mode', { mode: 'wide' }, { fails: 'invalid_screenshot_mode' }),
  on('/parts', SHOT, 'wrong format', { format: 'gif' }, { fails: 'invalid_screenshot_format' }),
  on('/parts', SHOT, 'wrong quality', { format: 'jpeg', quality: 0 }, { fails: 'invalid_screenshot_quality' }),
  { does: 'no target', action: SHOT, fails: 'missing_extraction_target' },
];
