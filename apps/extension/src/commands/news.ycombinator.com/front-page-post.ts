import type { ContentPost } from '@otto/protocol';
import type { FrontPageRow } from './front-page-rows';
import { SITE } from './site-name';

/** A post of the front page, and where it stood there: 1 is the top. */
export interface FrontPagePost extends ContentPost {
  readonly rank: number;
}

/** Offers of jobs stand between the stories; they have neither author nor score nor comments. */
export function toPost(row: FrontPageRow, index: number): FrontPagePost {
  const { id, title, url, siteText, author, itemUrl } = row;
  const isJob = author === '' && row.score === '';
  const rank = countIn(row.rank) ?? index + 1;
  return {
    kind: 'content.post',
    id,
    title,
    ...(/^https?:/.test(url) && { url }),
    ...(author !== '' && { author: { id: author, username: author, platform: SITE } }),
    ...optional('publishedAt', timeIn(row.time)),
    ...optional('score', countIn(row.score)),
    ...optional('commentCount', row.comments === 'discuss' ? 0 : countIn(row.comments)),
    rank,
    meta: { site: SITE, source: 'dom', rawEventType: isJob ? 'job' : 'story' },
    originalEntity: { rank, itemUrl, ...(siteText !== '' && { site: siteText }) },
  };
}

/** `1,182 comments` is 1182. */
function countIn(text: string): number | undefined {
  const digits = /\d[\d,.]*/.exec(text)?.[0].replace(/\D/g, '');
  return digits === undefined ? undefined : Number(digits);
}

/** ISO-8601. The site writes its times in UTC without saying so. */
function timeIn(text: string): string | undefined {
  const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(text)?.[0];
  const time = iso === undefined ? NaN : Date.parse(`${iso}Z`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
