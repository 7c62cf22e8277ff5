declare global {
  interface Window {
    __ottoErrors?: { last: string };
  }
}

/**
 * Runs in the page: sees nothing of this file. Keeps what functions of the extension throw there, which executeScript does
 * not tell; the page's own errors are not seen in this world. What an async function throws is lost even here.
 */
export function keepErrors(): true {
  const kept = window.__ottoErrors;
  if (kept) {
    kept.last = '';
    return true;
  }
  const errors = { last: '' };
  window.__ottoErrors = errors;
  window.addEventListener('error', ({ message }) => {
    errors.last = message.replace(/^Uncaught /, '');
  });
  return true;
}

/** Runs in the page. The error that was kept last, once; or an empty text. */
export function takeError(): string {
  const kept = window.__ottoErrors;
  const error = kept?.last ?? '';
  if (kept) kept.last = '';
  return error;
}
