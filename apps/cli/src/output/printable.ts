/** Control characters except tab and line feed, and those that turn the direction of writing. */
const HOSTILE = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Makes text from a page, a node or a relay safe to show: a terminal obeys escape sequences, so a page's title could
 * otherwise rename the window, hide lines or fake an answer. Pipes and files get the text as it is.
 */
export function printable(text: string): string {
  return text.replace(HOSTILE, '\ufffd');
}
