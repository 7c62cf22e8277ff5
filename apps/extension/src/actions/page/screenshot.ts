import { OttoError, type ScreenshotData } from '@otto/protocol';
import { debuggerError, type DebuggerCodes } from '../../runtime/debugger/debugger-failure';
import { defineAction, type ActionContext } from '../action';
import { chromeCamera } from './chrome-camera';
import { fitPicture } from './fit-picture';
import { decodeOnCanvas } from './offscreen-canvas';
import { photograph, type Shot } from './photograph';

const CODES: DebuggerCodes = {
  unavailable: 'screenshot_debugger_unavailable',
  conflict: 'screenshot_debugger_conflict',
  permission_denied: 'screenshot_debugger_permission_denied',
  attach_failed: 'screenshot_debugger_attach_failed',
  command_failed: 'screenshot_capture_failed',
};

const DEFAULT_JPEG_QUALITY = 80;
/** Encoded once more for the frame, a picture grows by a third; a frame holds 16 MiB. */
const MAX_BYTES = 12_000_000;
const PERCENT = 100;

/** A picture of a page. */
export const screenshot = defineAction({
  name: 'primitive.page.screenshot',
  async run(context, { url, mode = 'viewport', format = 'png', quality, maxBytes = MAX_BYTES }) {
    if (quality !== undefined && format !== 'jpeg') throw new OttoError('invalid_screenshot_quality');
    const encoding = { format, quality: format === 'jpeg' ? (quality ?? DEFAULT_JPEG_QUALITY) : undefined };
    return context.tabs.withTab(context, { url }, async ({ tabId, tabSessionId, wasBehind }) => {
      const taken = await take(context, { tabId, wasBehind, mode, ...encoding }, Math.min(maxBytes, MAX_BYTES)).catch(
        async (thrown: unknown) => {
          context.signal.throwIfAborted();
          // Of a tab that is closed, the browser often tells only that it has no debugger any more.
          const isGone = (await chromeCamera.look(tabId)) === undefined;
          throw isGone ? new OttoError('tab_session_closed', { tabSessionId }) : toError(thrown, tabSessionId);
        },
      );
      return { ...(tabSessionId !== undefined && { tabSessionId }), ...taken };
    });
  },
});

async function take(context: ActionContext, shot: Shot, maxBytes: number): Promise<ScreenshotData> {
  const { debuggers, signal } = context;
  const picture = await photograph({ debuggers, camera: chromeCamera }, shot, signal);
  const { base64, width, height, byteLength, quality, scale } = await fitPicture(picture, {
    quality: shot.quality,
    maxBytes,
    decode: decodeOnCanvas,
  });
  const whole = Math.round(picture.scale * scale * PERCENT) / PERCENT;
  return {
    sourceUrl: picture.url,
    mode: shot.mode,
    format: shot.format,
    mimeType: `image/${shot.format}`,
    width,
    height,
    byteLength,
    quality: quality ?? null,
    scale: whole,
    downscaled: whole < 1,
    contentBase64: base64,
  };
}

/** A picture that cannot be read, or not be encoded again, is none. */
function toError(thrown: unknown, tabSessionId: string | undefined): unknown {
  const error = debuggerError(thrown, CODES, tabSessionId);
  if (error instanceof OttoError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new OttoError('screenshot_capture_failed', { reason }, { cause: error });
}
