import type { ShownError } from '../runtime/node-status';
import type { UiAnswer, UiRequest } from '../runtime/ui-messages';

const UNREACHABLE: ShownError = {
  code: 'internal_error',
  message: 'The extension did not answer.',
  hint: 'Try again; if it stays so, switch the extension off and on.',
};

/** Asks the worker for something; answers the error to show, or undefined when the request was taken. */
export async function askWorker(request: UiRequest): Promise<ShownError | undefined> {
  try {
    const answer: UiAnswer | undefined = await chrome.runtime.sendMessage(request);
    if (!answer) return UNREACHABLE;
    return answer.ok ? undefined : answer.error;
  } catch {
    return UNREACHABLE;
  }
}
