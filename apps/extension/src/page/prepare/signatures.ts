import { paragraph } from './box-title';
import { tidySignature } from './tidy-signature';

/**
 * Turns what Doxygen lays out as a table, a signature with a cell for each word and a row for each parameter, into a line of
 * code. What it says of the function at its right follows as a paragraph.
 */
export function normaliseSignatures(body: HTMLElement): void {
  for (const table of body.querySelectorAll('table.memname')) {
    const pre = table.ownerDocument.createElement('pre');
    const words = [...table.querySelectorAll('td')].map((cell) => cell.textContent ?? '');
    const signature = tidySignature(words.reduce(join, ''));
    pre.appendChild(table.ownerDocument.createElement('code')).textContent = signature;
    const labelled = table.closest('table.mlabels');
    const labels = [...(labelled?.querySelectorAll('.mlabel') ?? [])].map((label) => label.textContent?.trim() ?? '');
    const unsaid = labels.filter((label) => !signature.split(' ').includes(label));
    (labelled ?? table).replaceWith(pre, ...(unsaid.length > 0 ? [paragraph(table, unsaid.join(', '))] : []));
  }
}

/** A parenthesis in a cell of its own follows the name at once: with a space before it, a macro would have no parameters. */
function join(signature: string, word: string): string {
  return word.trim() === '(' ? `${signature.trimEnd()}(` : `${signature} ${word}`;
}
