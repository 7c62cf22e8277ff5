import type { Rule } from 'turndown';
import type { Addresses } from './addresses';
import { attribute, destination, oneLine } from './rule-helpers';

/** The rule for links, which are made absolute as they are written; one that leads nowhere outside the page is only its text. */
export function linkRule(addresses: Addresses): Rule {
  return {
    filter: 'a',
    replacement: (content, node) => {
      const address = addresses.followed(attribute(node, 'href'));
      if (address === undefined) return content;
      const text = oneLine(content, ' ').trim();
      return text === '' ? '' : `[${text}](${destination(address)})`;
    },
  };
}
