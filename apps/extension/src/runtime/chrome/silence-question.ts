/**
 * Runs in the world of a page: for ten seconds it cannot ask whether it may be left. What it does when it is left, such as
 * saving a draft, it still does. A listener of ours could not stop it: at a window, listeners come in the order in which they
 * were added.
 */
export function silenceQuestion(): void {
  const { prototype } = BeforeUnloadEvent;
  if (Object.hasOwn(prototype, 'preventDefault')) return;
  const returnValue = Object.getOwnPropertyDescriptor(prototype, 'returnValue');
  const handler = window.onbeforeunload;
  Object.defineProperty(prototype, 'preventDefault', { configurable: true, value: () => undefined });
  Object.defineProperty(prototype, 'returnValue', { configurable: true, get: () => '', set: () => undefined });
  const unasking = (event: BeforeUnloadEvent): void => void handler?.call(window, event);
  // What a handler returns is a question too.
  if (handler) window.onbeforeunload = unasking;
  setTimeout(() => {
    Reflect.deleteProperty(prototype, 'preventDefault');
    if (returnValue) Object.defineProperty(prototype, 'returnValue', returnValue);
    if (window.onbeforeunload === unasking) window.onbeforeunload = handler;
  }, 10_000);
}
