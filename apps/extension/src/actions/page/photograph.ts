import type { ScreenshotMode } from '@otto/protocol';
import { untilAborted } from '../../runtime/until-aborted';
import type { DebuggerSessions } from '../../runtime/debugger/debugger-sessions';
import type { DebuggerHold } from '../../runtime/debugger/tab-debugger';
import type { Camera, Encoding } from './camera';
import { readPicture, type Picture } from './picture';

/** What to photograph, and how. */
export interface Shot extends Encoding {
  readonly tabId: number;
  readonly mode: ScreenshotMode;
}

export interface Photograph extends Picture {
  /** Less than 1 for a page that is larger than a picture can be. */
  readonly scale: number;
}

/** A browser draws no surface that is longer than this on either side. */
const MAX_SIDE_PIXELS = 16_384;

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
  const seen = shot.mode === 'viewport' ? await untilAborted(captureFront(camera, shot), signal) : undefined;
  if (seen !== undefined) return { ...readPicture(seen, shot.format), scale: 1 };
  return debuggers.use(shot.tabId, signal, async (hold) => untilAborted(draw(hold, shot), signal));
}

/** What the window of the tab shows; undefined when that is not this tab, or may have been another one meanwhile. */
async function captureFront(camera: Camera, shot: Shot): Promise<string | undefined> {
  const before = await camera.look(shot.tabId);
  if (before === undefined || !before.isInFront) return undefined;
  let hasChanged = false;
  const unsubscribe = camera.onFrontChange((windowId) => (hasChanged ||= windowId === before.windowId));
  try {
    const picture = await camera.captureWindow(before.windowId, shot).catch(() => undefined);
    const after = await camera.look(shot.tabId);
    const isSame = after?.isInFront === true && after.windowId === before.windowId && !hasChanged;
    return isSame ? picture : undefined;
  } finally {
    unsubscribe();
  }
}

async function draw(hold: DebuggerHold, { mode, format, quality }: Shot): Promise<Photograph> {
  const whole = mode === 'full_page' ? await wholePage(hold) : undefined;
  // A tab behind others draws no frames, and the picture is one. For somebody who watches it, it draws them.
  await hold.send('Page.startScreencast', { format: 'jpeg', quality: 1, maxWidth: 1, maxHeight: 1 });
  try {
    const answer = await hold.send('Page.captureScreenshot', {
      format,
      ...(quality !== undefined && { quality }),
      // A quarter larger in half of the time; that of a long page would be megabytes more.
      ...(whole ? { captureBeyondViewport: true, clip: whole } : { optimizeForSpeed: true }),
    });
    const { data } = answer as { data: string };
    return { ...readPicture(data, format), scale: whole?.scale ?? 1 };
  } finally {
    hold.send('Page.stopScreencast').catch(() => undefined);
  }
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
