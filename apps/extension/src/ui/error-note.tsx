import type { ReactNode } from 'react';
import type { ShownError } from '../runtime/node-status';

/** What went wrong and what to do about it; read out as soon as it appears. */
export function ErrorNote({ error }: { error: ShownError }): ReactNode {
  return (
    <div className="note" role="alert">
      <p className="note-message">{error.message}</p>
      <p>{error.hint}</p>
    </div>
  );
}
