import { textNodesOf } from '../snapshot/texts';

/**
 * Takes the line feeds of the markup out of code that stands in no `<pre>`: there they are white space, and lines end where
 * an element says so.
 */
export function dropLooseLineFeeds(block: Element): void {
  for (const node of [...textNodesOf(block)]) {
    const text = node.nodeValue ?? '';
    if (!text.includes('\n')) continue;
    let kept = text;
    if (endsLine(node.previousSibling)) kept = kept.replace(/^[ \t\r]*\n[ \t]*/, '');
    if (endsLine(node.nextSibling)) kept = kept.replace(/[ \t\r]*\n[ \t]*$/, '');
    if (kept !== text) node.textContent = kept;
  }
}

function endsLine(node: Node | null): boolean {
  return node?.nodeName === 'BR' || node?.nodeName === 'DIV';
}
