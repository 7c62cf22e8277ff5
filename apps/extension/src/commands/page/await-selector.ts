import './deep-query';

declare global {
  interface Window {
    /** What ends each wait that goes on in this page. */
    __ottoWaits?: Map<string, () => void>;
  }
}

export type SelectorOutcome = 'found' | 'over' | { readonly broken: string };

/**
 * Runs in the page: sees nothing of this file. Waits for a match by the changes of the document and, if `isDeep`, of its
 * open shadow roots, for which the deep query helpers have to be there. Late upgrades of elements change nothing that could
 * be observed, but a script that has loaded is the usual reason for them.
 */
export function awaitSelector(
  id: string,
  selector: string,
  isDeep: boolean,
  timeoutMs: number,
): Promise<SelectorOutcome> {
  return new Promise((resolve) => {
    const waits = (window.__ottoWaits ??= new Map<string, () => void>());
    const watched = new Set<ParentNode>();
    const observer = new MutationObserver(look);
    const timer = setTimeout(() => end('over'), timeoutMs);

    function end(outcome: SelectorOutcome): void {
      observer.disconnect();
      clearTimeout(timer);
      window.removeEventListener('load', look, true);
      waits.delete(id);
      resolve(outcome);
    }
    function watch(root: ParentNode): void {
      if (!watched.has(root)) observer.observe(root, { subtree: true, childList: true, attributes: true });
      watched.add(root);
      if (!isDeep) return;
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) watch(shadowRoot);
    }
    function look(): void {
      try {
        const found = isDeep ? window.__ottoDeepQuerySelector(document, selector) : document.querySelector(selector);
        if (found) end('found');
        else watch(document);
      } catch (thrown) {
        end({ broken: thrown instanceof Error ? thrown.message : String(thrown) });
      }
    }

    waits.set(id, () => end('over'));
    window.addEventListener('load', look, true);
    look();
  });
}

/** Runs in the page. Ends a wait whose command is over. */
export function stopWaiting(id: string): true {
  window.__ottoWaits?.get(id)?.();
  return true;
}
