/** Marks the `<span>` that stands for the box of a task, for the rule that writes `[x]`. */
export const TASK_ATTRIBUTE = 'data-otto-task';
export const TICKED = '☑';
const OPEN = '☐';

/** Turns the boxes of task lists into text, or they are lost with the inputs of forms that Readability takes out. */
export function normaliseTaskBoxes(body: HTMLElement): void {
  for (const box of body.querySelectorAll<HTMLInputElement>('li input[type=checkbox]')) {
    const text = body.ownerDocument.createElement('span');
    text.setAttribute(TASK_ATTRIBUTE, '');
    text.textContent = box.checked ? TICKED : OPEN;
    box.replaceWith(text);
  }
}
