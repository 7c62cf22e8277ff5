import { composedChildren, openHosts } from '../snapshot/composed-tree';
import { TextFlow } from './text-flow';

const PRE_LINES = /^(?:pre|pre-wrap|pre-line|break-spaces)$/;

/** The text that is seen in an element: its innerText, with that of open shadow roots, which innerText leaves out, in place. */
export function visibleText(root: Element): string {
  if (!hasShadows(root)) return renderedText(root).trim();
  const flow = new TextFlow();
  addElement(root, flow);
  return flow.toString();
}

function addElement(element: Element, flow: TextFlow): void {
  const style = getComputedStyle(element);
  if (style.display === 'none') return;
  const breaks = lineBreaks(element, style.display);
  flow.breakLine(breaks);
  if (element.tagName === 'BR') flow.add('\n');
  else if (hasShadows(element)) addChildren(element, flow, style);
  else addRendered(element, flow, style.display);
  flow.breakLine(breaks);
}

function addChildren(element: Element, flow: TextFlow, style: CSSStyleDeclaration): void {
  const isShown = style.visibility === 'visible';
  for (const child of composedChildren(element)) {
    if (child instanceof Element) addElement(child, flow);
    else if (child.nodeType === Node.TEXT_NODE && isShown) {
      if (PRE_LINES.test(style.whiteSpace)) flow.add(child.textContent ?? '');
      else flow.addCollapsed(child.textContent ?? '');
    }
  }
}

/** The edges of inline text decide whether words stay apart; innerText trims them. */
function addRendered(element: Element, flow: TextFlow, display: string): void {
  if (display === 'inline') {
    const text = element.textContent ?? '';
    const inner = renderedText(element);
    flow.addCollapsed(`${/^\s/.test(text) ? ' ' : ''}${inner}${/\s$/.test(text) ? ' ' : ''}`);
  } else {
    flow.add(renderedText(element));
  }
}

function hasShadows(element: Element): boolean {
  return element.shadowRoot !== null || element instanceof HTMLSlotElement || openHosts(element).length > 0;
}

function lineBreaks(element: Element, display: string): number {
  if (display === 'inline' || display === 'contents' || display.startsWith('inline-')) return 0;
  return element.tagName === 'P' ? 2 : 1;
}

/** Elements of other kinds, SVG for one, have text but no innerText. */
function renderedText(element: Element): string {
  return element instanceof HTMLElement ? element.innerText : (element.textContent ?? '');
}
