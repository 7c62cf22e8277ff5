import { on, type Case } from './case';

const DISTILLED = 'primitive.dom.extract_distilled_html';
const MARKDOWN = 'primitive.dom.extract_markdown';

/** What is left of a page when only its article counts. */
export const ARTICLE_CASES: readonly Case[] = ([DISTILLED, MARKDOWN] as const).flatMap((action): Case[] => [
  on(
    '/article',
    action,
    'readability',
    { mode: 'readability' },
    {
      data: {
        fallbackUsed: false,
        mode: 'readability',
        title: 'Tides of the estuary',
        contentLength: expect.any(Number),
      },
    },
  ),
  on('/article', action, 'dom-distiller falls back', { mode: 'dom-distiller' }, { data: { fallbackUsed: true } }),
  on(
    '/article',
    action,
    'dom-distiller alone',
    { mode: 'dom-distiller', fallbackToReadability: false },
    {
      fails: 'distiller_unavailable',
    },
  ),
  on('/article', action, 'wrong mode', { mode: 'magic' }, { fails: 'invalid_payload' }),
  on('/article', action, 'maxChars', { maxChars: 3 }, { data: { content: expect.stringMatching(/^.{3}$/s) } }),
  on('/empty', action, 'nothing to read', {}, { fails: 'readability_failed' }),
  { does: 'url', action, payload: { url: '/article' }, data: { sourceUrl: '/article' } },
  { does: 'no target', action, fails: 'missing_extraction_target' },
]);
