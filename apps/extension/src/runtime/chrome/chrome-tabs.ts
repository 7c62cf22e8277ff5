import type { BrowserTab, BrowserTabs } from '../tabs/browser-tabs';
import { onPageEvent } from './chrome-page-events';
import { silenceQuestion } from './silence-question';

/** A page that is not busy answers in a few. */
const PAGE_ANSWER_MS = 250;
const GROUP: chrome.tabGroups.UpdateProperties = { title: 'Otto', color: 'cyan' };

/** The tabs of this browser. */
export const chromeTabs: BrowserTabs = {
  async create(url, groupId) {
    const windowId = (await windowOf(groupId)) ?? (await ordinaryWindow());
    const tab =
      windowId === undefined ? await inNewWindow(url) : await chrome.tabs.create({ url, windowId, active: false });
    return describe(tab);
  },

  async find(tabId) {
    const tab = await chrome.tabs.get(tabId).catch(() => undefined);
    return tab && describe(tab);
  },

  async inGroup(groupId) {
    return (await chrome.tabs.query({ groupId })).map(describe);
  },

  async navigate(tabId, url) {
    await chrome.tabs.update(tabId, { url });
  },

  close(tabId) {
    return chrome.tabs.remove(tabId).then(
      () => true,
      () => false,
    );
  },

  wasTouched(tabId) {
    const asked = chrome.scripting.executeScript({
      target: { tabId },
      injectImmediately: true,
      // What a frame in the page was touched with counts for the page too.
      func: () => navigator.userActivation.hasBeenActive,
    });
    return within(
      PAGE_ANSWER_MS,
      // Where no script may run, there is no page that could care.
      asked.then(
        ([page]) => page?.result,
        () => false,
      ),
    );
  },

  async silenceQuestion(tabId) {
    const target = { tabId, allFrames: true };
    const told = chrome.scripting.executeScript({
      target,
      world: 'MAIN',
      injectImmediately: true,
      func: silenceQuestion,
    });
    await within(PAGE_ANSWER_MS, told).catch(() => undefined);
  },

  async group(tabId, groupId) {
    const tabIds: [number] = [tabId];
    if (groupId !== undefined) {
      const joined = await chrome.tabs.group({ tabIds, groupId }).catch(() => undefined);
      if (joined !== undefined) return joined;
    }
    const { windowId } = await chrome.tabs.get(tabId);
    const created = await chrome.tabs.group({ tabIds, createProperties: { windowId } });
    await chrome.tabGroups.update(created, GROUP);
    return created;
  },

  async untilParsed(tabId) {
    // Scripts run at "document idle" unless told otherwise, so that the browser does the waiting.
    await chrome.scripting.executeScript({ target: { tabId }, func: () => undefined }).catch(() => undefined);
  },

  onEvent: onPageEvent,

  onRegrouped(listener) {
    const onUpdated = (tabId: number, { groupId }: { readonly groupId?: number }): void => {
      if (groupId !== undefined) listener(tabId);
    };
    chrome.tabs.onUpdated.addListener(onUpdated);
    return () => chrome.tabs.onUpdated.removeListener(onUpdated);
  },
};

function describe({ id, url, pendingUrl, title, status, active, groupId }: chrome.tabs.Tab): BrowserTab {
  return {
    tabId: id ?? chrome.tabs.TAB_ID_NONE,
    url: url ?? '',
    pendingUrl,
    title: title ?? '',
    status: status === 'complete' || status === 'unloaded' ? status : 'loading',
    isActive: active,
    groupId: groupId === chrome.tabGroups.TAB_GROUP_ID_NONE ? undefined : groupId,
  };
}

/** Undefined when it takes longer. */
function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function windowOf(groupId: number | undefined): Promise<number | undefined> {
  if (groupId === undefined) return undefined;
  const group = await chrome.tabGroups.get(groupId).catch(() => undefined);
  return group?.windowId;
}

/** A window in which tabs can be: popups and apps have no tab strip, private windows are none of Otto's business. */
async function ordinaryWindow(): Promise<number | undefined> {
  const windows = await chrome.windows.getAll({ windowTypes: ['normal'] });
  const usable = windows.filter(({ incognito }) => !incognito);
  return (usable.find(({ focused }) => focused) ?? usable[0])?.id;
}

/** For a browser that runs without a window, as on macOS or with background apps. */
async function inNewWindow(url: string): Promise<chrome.tabs.Tab> {
  const opened = await chrome.windows.create({ url, focused: false });
  const tab = opened?.tabs?.[0];
  if (tab === undefined) throw new Error('the browser opened no window');
  return tab;
}
