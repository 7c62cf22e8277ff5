/** Keys that every reader of YAML takes for text without quotes. */
const PLAIN_KEY = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][\w-]*$/i;

/** A JSON value as YAML in block style. Texts are quoted as in JSON, which YAML reads the same way. */
export function blockYaml(value: unknown): string {
  return `${lines(value).join('\n')}\n`;
}

function lines(value: unknown): string[] {
  if (!isFilled(value)) return [JSON.stringify(value)];
  if (Array.isArray(value)) return value.flatMap((item) => listItem(lines(item)));
  return Object.entries(value).flatMap(([key, item]) => entry(PLAIN_KEY.test(key) ? key : JSON.stringify(key), item));
}

function entry(key: string, item: unknown): string[] {
  const block = lines(item);
  return isFilled(item) ? [`${key}:`, ...indented(block)] : [`${key}: ${block.join('')}`];
}

/** The first line beside the dash, the others below it. */
function listItem([first = '', ...rest]: string[]): string[] {
  return [`- ${first}`, ...indented(rest)];
}

function indented(block: string[]): string[] {
  return block.map((line) => `  ${line}`);
}

/** An object or list with something in it, which takes lines of its own. */
function isFilled(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
