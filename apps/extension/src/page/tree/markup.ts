/** What the standard's serialiser escapes; of no other character references it makes use. */
const REFERENCES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&nbsp;': '\u00a0',
};

/** Elements that have neither content nor an end tag. */
export const VOID = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(' '),
);
/** Elements whose text stands in the markup as it is. */
export const RAW_TEXT = new Set('script style xmp iframe noembed noframes plaintext'.split(' '));

/** Text of serialised markup as it is meant. */
export function unescaped(markup: string): string {
  if (!markup.includes('&')) return markup;
  return markup.replace(/&(?:amp|lt|gt|quot|nbsp);/g, (reference) => REFERENCES[reference] ?? reference);
}

/** Text as serialised markup has it, following https://html.spec.whatwg.org/multipage/parsing.html#escapingString */
export function escapedText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/\u00a0/g, '&nbsp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

export function escapedValue(value: string): string {
  return escapedText(value).replace(/"/g, '&quot;');
}

export interface TreeAttribute {
  readonly name: string;
  readonly value: string;
}

/** The attributes of a serialised tag, from behind its name: each a space, a name, and a value in double quotes. */
export function parseAttributes(markup: string): TreeAttribute[] {
  const attributes: TreeAttribute[] = [];
  for (let at = 1; at < markup.length;) {
    const equals = markup.indexOf('="', at);
    const end = equals === -1 ? -1 : markup.indexOf('"', equals + 2);
    if (end === -1) break;
    attributes.push({ name: markup.slice(at, equals), value: unescaped(markup.slice(equals + 2, end)) });
    at = end + 2;
  }
  return attributes;
}
