import { ERROR_CATALOGUE, type ErrorCode } from '@otto/protocol';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, codeIn, isForSpecs } from './sources';

/** Codes that later issues throw. An entry has to go when its code is thrown, which a spec below sees to. */
const NOT_THROWN: readonly ErrorCode[] = [
  'reddit_user_not_found',
  'reddit_user_unmessageable',
  'reddit_rate_limited',
  'reddit_matrix_token_missing',
  'reddit_post_comment_composer_missing',
  'clipboard_permission_prompt_pending',
  'clipboard_permission_denied',
];

const CODES = Object.keys(ERROR_CATALOGUE) as ErrorCode[];
const sources = codeIn('apps', 'libs').filter(
  (file) => !isForSpecs(file.path) && !/^libs\/protocol\/src\/(?:errors\/[a-z]+-errors|listeners)\.ts$/.test(file.path),
);
/** Codes in quotes, except where they are only compared with. */
const mentioned = new Set(
  sources.flatMap(({ text }) => [...text.matchAll(/(?<!(?:[!=]==|case) )'([a-z]\w+)'/g)].map(([, word]) => word)),
);

describe('every error code', () => {
  it('is documented', () => {
    const page = readFileSync(path.join(ROOT, 'docs/reference/errors.md'), 'utf8');
    expect(CODES.filter((code) => !page.includes(`<a id="${code}"></a>`))).toEqual([]);
  });

  it('is thrown somewhere', () => {
    expect(CODES.filter((code) => !mentioned.has(code) && !NOT_THROWN.includes(code))).toEqual([]);
  });

  it('that is listed as not thrown is not', () => {
    expect(NOT_THROWN.filter((code) => mentioned.has(code))).toEqual([]);
  });
});
