import { defineErrors } from './error-definition';

/** Pictures of a page. */
export const SCREENSHOT_ERRORS = defineErrors({
  invalid_screenshot_mode: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'mode is not a screenshot mode.',
    hint: 'Send viewport or full_page.',
  },
  invalid_screenshot_format: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'format is not an image format.',
    hint: 'Send png or jpeg.',
  },
  invalid_screenshot_quality: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'quality is out of range.',
    hint: 'Send a whole number from 1 to 100, with format jpeg.',
  },
  screenshot_capture_failed: {
    category: 'execution',
    status: 502,
    retryable: true,
    message: 'The browser did not make the picture: {reason}.',
    hint: 'Try again; if it stays so, reload the tab.',
  },
  screenshot_too_large: {
    category: 'limit',
    status: 413,
    retryable: false,
    message: 'The picture is larger than maxBytes even after it was reduced.',
    hint: 'Use jpeg, viewport mode or a larger maxBytes.',
  },
  screenshot_debugger_unavailable: {
    category: 'execution',
    status: 501,
    retryable: false,
    message: 'The debugger interface is not available in this browser.',
    hint: 'Use mode viewport, or a Chromium with the debugger permission.',
  },
  screenshot_debugger_conflict: {
    category: 'conflict',
    status: 409,
    retryable: true,
    message: 'Another debugger (DevTools, perhaps) is attached to the tab.',
    hint: 'Close DevTools on that tab and try again.',
  },
  screenshot_debugger_permission_denied: {
    category: 'permission',
    status: 403,
    retryable: false,
    message: 'The browser does not let the extension debug this page.',
    hint: 'Use an ordinary web page.',
  },
  screenshot_debugger_attach_failed: {
    category: 'execution',
    status: 502,
    retryable: true,
    message: 'The debugger could not be attached: {reason}.',
    hint: 'Try again; if it stays so, reload the tab.',
  },
});
