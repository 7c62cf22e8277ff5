const GUTTER =
  '.gutter, .lineno, .linenos, .linenumber, .line-number, .line-numbers, .line-numbers-rows, .linenodiv, .ln-num, .lnt, ' +
  '.hljs-ln-numbers, .blob-num, .rouge-gutter, .react-syntax-highlighter-line-number, .code-line-number, button, ' +
  '.copy-button, .copy-btn, .toolbar, .chroma .ln, .CodeMirror-gutter-wrapper, script, style, [data-pseudo-content]';
/** Lines that are elements of their own; highlighters differ in whether they also keep the line feed. */
const LINES =
  '.line, .code-line, .token-line, .view-line, .CodeMirror-line, .cm-line, .hljs-ln-code, .blob-code, [data-line]';
const BLOCKS = new Set(['DIV', 'P', 'LI', 'TR', 'OL', 'UL', 'TABLE', 'TBODY']);

/** The text of a code block as its author wrote it: line numbers and buttons left out, one line feed between lines. */
export function codeText(block: Element): string {
  const code = block.cloneNode(true) as Element;
  for (const part of code.querySelectorAll(GUTTER)) part.remove();
  for (const lineBreak of code.querySelectorAll('br')) lineBreak.replaceWith('\n');
  const lines = lineElements(code);
  const lineFeeds = (code.textContent ?? '').trim().split('\n').length - 1;
  const areLines = lineFeeds < lines.length - 1 && isNothingBeside(code);
  const text = areLines ? lines.map(lineText).join('\n') : blockText(code);
  return text
    .replace(/\u00a0/g, ' ')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}

function lineElements(code: Element): Element[] {
  const named = [...code.querySelectorAll(LINES)].filter((line) => !line.parentElement?.closest(LINES));
  if (named.length > 1) return named;
  const codes = [...code.querySelectorAll('code:not(code code)')];
  return codes.length > 1 ? codes : [];
}

/** Whether all there is stands in its lines, but for their numbers: what seem lines may be words of a line. */
function isNothingBeside(code: Element): boolean {
  const rest = code.cloneNode(true) as Element;
  for (const line of lineElements(rest)) line.remove();
  return !/[^\s\d]/.test(rest.textContent ?? '');
}

function lineText(line: Element): string {
  return (line.textContent ?? '').replace(/\n$/, '');
}

/** textContent, with the line feeds that block elements stand for. */
function blockText(node: Node): string {
  let text = '';
  for (const child of node.childNodes) {
    if (BLOCKS.has(child.nodeName)) {
      if (text !== '' && !text.endsWith('\n')) text += '\n';
      text += blockText(child);
      if (!text.endsWith('\n') && child.nextSibling) text += '\n';
    } else {
      text += child.nodeValue ?? blockText(child);
    }
  }
  return text;
}
