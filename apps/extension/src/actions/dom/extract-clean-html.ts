import { defineAction } from '../action';
import { readMarkup } from './read-markup';

/** The markup without scripts, styles and comments, open shadow roots included. */
export const extractCleanHtml = defineAction({
  name: 'primitive.dom.extract_clean_html',
  run: (context, payload) => readMarkup(context, payload, 'clean_html'),
});
