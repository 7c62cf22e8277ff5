import type { ScreenshotMode } from '@otto/protocol';
import { untilAborted } from '../../runtime/until-aborted';
import type { DebuggerSessions } from '../../runtime/debugger/debugger-sessions';
import type { DebuggerHold } from '../../runtime/debugger/tab-debugger';
import type { Camera, Encoding } from './camera';
import { readPicture, type Picture } from './picture';

/** What to photograph, and how. */
export interface Shot extends Encoding {
  readonly tabId: number;
  /** Whether the tab was behind another one a moment ago, where that is known. */
  readonly wasBehind?: boolean | undefined;
  readonly mode: ScreenshotMode;
}

export interface Photograph extends Picture {
  /** Less than 1 for a page that is larger than a picture can be. */
  readonly scale: number;
  /** Of the page, as soon as it had been photographed. */
  readonly url: string;
}

/** A browser draws no surface that is longer than this on either side. */
const MAX_SIDE_PIXELS = 16_384;

/**
 * A tab behind others draws no frames, and a picture is one. For somebody who watches it, it draws them. What is asked to
 * be shown, one pixel of one frame in a million, costs next to nothing. To keep watching after a picture is taken does not
 * make the next one come sooner: a page that has come to rest takes as long to draw as one that wakes up.
 */
const WATCHING = { format: 'jpeg', quality: 1, maxWidth: 1, maxHeight: 1, everyNthFrame: 1_000_000 };

/**
 * Photographs a tab where it is. A tab in front is photographed as the user sees it; a tab behind others is drawn for the
 * purpose and stays behind them.
 *
 * @throws DebuggerFailure, or the signal's reason
 */
export async function photograph(
  { debuggers, camera }: { readonly debuggers: DebuggerSessions; readonly camera: Camera },
  shot: Shot,
  signal: AbortSignal,
): Promise<Photograph> {
  const mayBeSeen = shot.mode === 'viewport' && shot.wasBehind !== true;
  const seen = mayBeSeen ? await untilAborted(captureFront(camera, shot), signal) : undefined;
  if (seen !== undefined) return { ...readPicture(seen.data, shot.format), scale: 1, url: seen.url };
  return debuggers.use(shot.tabId, signal, (hold) => draw(hold, camera, shot));
}

/** What the window of the tab shows; undefined when that is not this tab, or may have been another one meanwhile. */
async function captureFront(camera: Camera, shot: Shot): Promise<{ data: string; url: string } | undefined> {
  const before = await camera.look(shot.tabId);
  if (before === undefined || !before.isInFront) return undefined;
  let hasChanged = false;
  const unsubscribe = camera.onFrontChange((windowId) => (hasChanged ||= windowId === before.windowId));
  try {
    const data = await camera.captureWindow(before.windowId, shot).catch(() => undefined);
    const after = await camera.look(shot.tabId);
    const isSame = after?.isInFront === true && after.windowId === before.windowId && !hasChanged;
    return isSame && data !== undefined ? { data, url: after.url } : undefined;
  } finally {
    unsubscribe();
  }
}

async function draw(hold: DebuggerHold, camera: Camera, shot: Shot): Promise<Photograph> {
  // Neither waits for the other's answer: the browser keeps their order.
  const watching = hold.send('Page.startScreencast', WATCHING);
  let hasMoved = false;
  const unsubscribe = camera.onAddressChange(shot.tabId, () => (hasMoved = true));
  try {
    // To look while the page is drawn takes no time; to look once more, only where the page went on meanwhile.
    const looking = camera.look(shot.tabId);
    const [{ data, scale }, seen] = await Promise.all([capture(hold, shot), looking, watching]);
    const view = hasMoved ? await camera.look(shot.tabId) : seen;
    return { ...readPicture(data, shot.format), scale, url: view?.url ?? '' };
  } finally {
    unsubscribe();
    hold.send('Page.stopScreencast').catch(() => undefined);
  }
}

async function capture(hold: DebuggerHold, shot: Shot): Promise<{ data: string; scale: number }> {
  const { mode, format, quality } = shot;
  const whole = mode === 'full_page' ? await wholePage(hold) : undefined;
  const answer = await hold.send('Page.captureScreenshot', {
    format,
    ...(quality !== undefined && { quality }),
    // A quarter larger in half of the time; that of a long page would be megabytes more.
    ...(whole ? { captureBeyondViewport: true, clip: whole } : { optimizeForSpeed: true }),
  });
  return { data: (answer as { data: string }).data, scale: whole?.scale ?? 1 };
}

interface Metrics {
  readonly contentSize: { readonly width: number };
  readonly cssContentSize: { readonly width: number; readonly height: number };
  readonly cssVisualViewport: { readonly zoom?: number };
}

interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/** The rectangle of the whole page, at the scale at which it fits into a picture. */
async function wholePage(hold: DebuggerHold): Promise<Clip> {
  const metrics = (await hold.send('Page.getLayoutMetrics')) as Metrics;
  const width = Math.max(1, Math.ceil(metrics.cssContentSize.width));
  const height = Math.max(1, Math.ceil(metrics.cssContentSize.height));
  // Pictures follow the screen's density, but not the user's zoom.
  const density = metrics.contentSize.width / width / (metrics.cssVisualViewport.zoom ?? 1);
  const scale = Math.min(1, MAX_SIDE_PIXELS / (Math.max(width, height) * Math.max(1, density)));
  return { x: 0, y: 0, width, height, scale };
}
