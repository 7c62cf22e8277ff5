import { useRef, type ReactNode } from 'react';
import { ErrorNote } from './error-note';
import { useRequest } from './use-request';

/** Lets the node start over, after asking. */
export function ForgetNode(): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const { send, isBusy, error } = useRequest();
  const forget = (): void => {
    void send({ ui: 'forgetNode' }).then((isDone) => isDone && dialog.current?.close());
  };
  return (
    <section className="card stack" aria-labelledby="forget-title">
      <div>
        <h2 id="forget-title">Forget this node</h2>
        <p className="quiet">
          Drops the identity of this browser. It has to be paired again, and grants that programs have on it end.
        </p>
      </div>
      <div>
        <button type="button" className="button danger" onClick={() => dialog.current?.showModal()}>
          Forget node…
        </button>
      </div>
      <dialog ref={dialog} aria-labelledby="confirm-title" className="card stack">
        <h2 id="confirm-title">Forget this node?</h2>
        <p>Running commands end and the browser starts over as a new node. This cannot be undone.</p>
        {error && <ErrorNote error={error} />}
        <div className="row end">
          <button type="button" className="button" autoFocus onClick={() => dialog.current?.close()}>
            Keep it
          </button>
          <button type="button" className="button danger filled" disabled={isBusy} onClick={forget}>
            Forget node
          </button>
        </div>
      </dialog>
    </section>
  );
}
