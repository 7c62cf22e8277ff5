import { useEffect, useState } from 'react';
import { plainText } from './plain-text';

const MAX_TITLE_CHARS = 120;

/** What the tab strip shows of a tab; undefined for one that is gone. */
export function useTabTitle(tabId: number | undefined): string | undefined {
  const [title, setTitle] = useState<string>();
  useEffect(() => {
    if (tabId === undefined) return undefined;
    const show = (tab: chrome.tabs.Tab): void => setTitle(plainText(tab.title || tab.url || '', MAX_TITLE_CHARS));
    const onUpdated = (updatedId: number, _changes: unknown, tab: chrome.tabs.Tab): void => {
      if (updatedId === tabId) show(tab);
    };
    chrome.tabs.onUpdated.addListener(onUpdated);
    chrome.tabs.get(tabId).then(show, () => setTitle(undefined));
    return () => chrome.tabs.onUpdated.removeListener(onUpdated);
  }, [tabId]);
  return title;
}
