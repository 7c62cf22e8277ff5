/** The first lines of every generated page. */
export function pageHead(title, introduction) {
  return `<!-- Made by \`npm run generate\`. Do not edit. -->\n\n# ${title}\n\n${introduction.trim()}\n`;
}

/** A table; cells may hold anything but newlines. */
export function table(headings, rows) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n') + '\n';
}

export function code(text) {
  return `\`${text}\``;
}

/** Text that is not Markdown, such as `<id>`. */
export function plain(text) {
  return text.replaceAll('<', '&lt;');
}
