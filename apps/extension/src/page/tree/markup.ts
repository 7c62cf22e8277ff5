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

const ATTRIBUTE = /\s([^\s=]+)="([^"]*)"/g;

/** The attributes of a serialised tag, from behind its name. */
export function parseAttributes(markup: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of markup.matchAll(ATTRIBUTE)) attributes.set(name, unescaped(value));
  return attributes;
}
