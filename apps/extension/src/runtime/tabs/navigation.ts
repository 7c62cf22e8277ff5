import type { WaitUntil } from '@otto/protocol';
import type { PageEvent } from './browser-tabs';

/** How far a navigation has come. */
export type Navigation =
  /** Ordered, but what the browser tells may still be about the page before. */
  | { readonly phase: 'ordered' }
  | { readonly phase: 'started' }
  | { readonly phase: 'committed'; readonly url: string }
  | { readonly phase: 'loaded'; readonly url: string }
  /** There, but no longer loading, unless another navigation is the reason. */
  | { readonly phase: 'stopped'; readonly url: string }
  /** Ended without a document, unless another navigation has taken its place. */
  | { readonly phase: 'aborted'; readonly reason: string }
  | { readonly phase: 'failed'; readonly reason: string }
  | { readonly phase: 'closed' };

/** A new tab has no page before; whatever the browser tells of it is about the navigation that opened it. */
export const IN_NEW_TAB: Navigation = { phase: 'started' };
export const IN_KNOWN_TAB: Navigation = { phase: 'ordered' };

/** The next phase, after an event of the tab in question. A page that sends itself on is followed until it has loaded. */
export function advance(navigation: Navigation, event: PageEvent, target: string): Navigation {
  if (event.type === 'closed') return { phase: 'closed' };
  return navigation.phase === 'ordered' ? whileOrdered(navigation, event, target) : underWay(navigation, event, target);
}

/** The browser has taken the order: what it tells from now on is about this navigation, even if it told no start. */
export function taken(navigation: Navigation): Navigation {
  return navigation.phase === 'ordered' ? { phase: 'started' } : navigation;
}

function underWay(navigation: Navigation, event: Exclude<PageEvent, { type: 'closed' }>, target: string): Navigation {
  const { phase } = navigation;
  switch (event.type) {
    case 'started':
      return phase === 'aborted' || phase === 'stopped' ? { phase: 'started' } : navigation;
    case 'committed':
      return { phase: 'committed', url: event.url };
    case 'moved':
      return whenMoved(navigation, event.url, target);
    case 'loaded':
      // Before the commit it is the page before that has loaded, while the new one is still on its way.
      return phase === 'committed' ? { phase: 'loaded', url: event.url } : navigation;
    case 'failed':
      return { phase: 'failed', reason: event.reason };
    case 'aborted':
      return phase === 'started' ? { phase: 'aborted', reason: event.reason } : navigation;
    case 'stopped':
      return phase === 'committed' ? { phase: 'stopped', url: navigation.url } : navigation;
    case 'parsed':
    case 'rested':
      return navigation;
  }
}

function whileOrdered(navigation: Navigation, event: PageEvent, target: string): Navigation {
  if (event.type === 'started') return { phase: 'started' };
  return event.type === 'moved' ? whenMoved(navigation, event.url, target) : navigation;
}

/** Going to another place in the same document starts nothing and loads nothing: the address changes, and that is all. */
function whenMoved(navigation: Navigation, url: string, target: string): Navigation {
  if (navigation.phase === 'committed') return { phase: 'committed', url };
  const isOnItsWay = navigation.phase === 'ordered' || navigation.phase === 'started';
  return isOnItsWay && url === target ? { phase: 'loaded', url } : navigation;
}

/** The address at which the navigation has arrived, if that is far enough. */
export function arrivedAt(navigation: Navigation, waitUntil: Exclude<WaitUntil, 'none'>): string | undefined {
  if (navigation.phase === 'loaded') return navigation.url;
  return navigation.phase === 'committed' && waitUntil === 'commit' ? navigation.url : undefined;
}
