/** Code in a line, between more backticks than stand together inside. */
export function codeSpan(text: string): string {
  if (text.trim() === '') return '';
  const runs: readonly string[] = text.match(/`+/g) ?? [];
  let fence = '`';
  while (runs.includes(fence)) fence += '`';
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${text.trim()}${padding}${fence}`;
}

/** Code on lines of its own, between more backticks than begin a line inside. */
export function fence(text: string): string {
  const longest = Math.max(2, ...(text.match(/^`{3,}/gm) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `\n\n${ticks}\n${text.replace(/\n$/, '')}\n${ticks}\n\n`;
}
