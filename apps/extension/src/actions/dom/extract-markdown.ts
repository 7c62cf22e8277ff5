import { defineAction } from '../action';
import { readArticle } from './read-article';

/** The article of a page as GitHub-flavoured Markdown. */
export const extractMarkdown = defineAction({
  name: 'primitive.dom.extract_markdown',
  run: (context, payload) => readArticle(context, payload, 'markdown'),
});
