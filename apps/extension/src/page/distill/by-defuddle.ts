import Defuddle from 'defuddle';
import { intoArticle, type Article } from './article';

/** The article as Defuddle finds it, which removes less than Readability; undefined when it finds none. */
export function byDefuddle(snapshot: Document, url: string): Article | undefined {
  // Only parse() is synchronous and keeps to the page; parseAsync() would ask services on the network.
  const found = new Defuddle(snapshot, { url, useAsync: false }).parse();
  const parsed = new DOMParser().parseFromString(found.content, 'text/html');
  if (!parsed.body.hasChildNodes()) return undefined;
  return { mode: 'defuddle', root: intoArticle(parsed.body.childNodes), title: found.title || undefined };
}
