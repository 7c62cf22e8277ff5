declare global {
  interface Window {
    /** The first match in `root`, else in the open shadow roots below it. */
    __ottoDeepQuerySelector(root: ParentNode, selector: string): Element | null;
    /** The matches in `root`, then those in the open shadow roots below it. */
    __ottoDeepQuerySelectorAll(root: ParentNode, selector: string): Element[];
  }
}

/** Runs in the page: sees nothing of this file. May run again and again. */
export function installDeepQuery(): true {
  function shadowRootsIn(root: ParentNode): ShadowRoot[] {
    const own = root instanceof Element ? [root] : [];
    return [...own, ...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  }
  function first(root: ParentNode, selector: string): Element | null {
    const match = root.querySelector(selector);
    if (match) return match;
    for (const shadowRoot of shadowRootsIn(root)) {
      const inner = first(shadowRoot, selector);
      if (inner) return inner;
    }
    return null;
  }
  function all(root: ParentNode, selector: string): Element[] {
    const inner = shadowRootsIn(root).flatMap((shadowRoot) => all(shadowRoot, selector));
    return [...root.querySelectorAll(selector), ...inner];
  }
  window.__ottoDeepQuerySelector = first;
  window.__ottoDeepQuerySelectorAll = all;
  return true;
}
