import { defineAction } from '../action';
import { readArticle } from './read-article';

/** The article of a page as markup. */
export const extractDistilledHtml = defineAction({
  name: 'primitive.dom.extract_distilled_html',
  run: (context, payload) => readArticle(context, payload, 'distilled_html'),
});
