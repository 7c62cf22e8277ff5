import { defineAction } from '../action';
import { readMarkup } from './read-markup';

/** The markup of a page or an element as it is. */
export const extractHtml = defineAction({
  name: 'primitive.dom.extract_html',
  run: (context, payload) => readMarkup(context, payload, 'raw_html'),
});
