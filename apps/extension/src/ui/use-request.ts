import { useCallback, useState } from 'react';
import type { ShownError } from '../runtime/node-status';
import type { UiRequest } from '../runtime/ui-messages';
import { askWorker } from './ask-worker';

export interface Requests {
  /** Sends requests one after the other until one fails; resolves with whether all were taken. */
  send(...requests: readonly UiRequest[]): Promise<boolean>;
  isBusy: boolean;
  /** Of the last request. */
  error: ShownError | undefined;
}

/** Requests to the worker, with what a button needs to know meanwhile. */
export function useRequest(): Requests {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ShownError>();
  const send = useCallback(async (...requests: readonly UiRequest[]) => {
    setBusy(true);
    let failure: ShownError | undefined;
    for (const request of requests) failure ??= await askWorker(request);
    setError(failure);
    setBusy(false);
    return failure === undefined;
  }, []);
  return { send, isBusy, error };
}
