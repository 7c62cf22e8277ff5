import icon from 'data-base64:../../assets/icon.svg';
import type { ReactNode } from 'react';
import type { StateView } from './state-view';

/** Name, and the state in one word; `children` are for the far end. */
export function PageHeader({ view, children }: { view: StateView; children?: ReactNode }): ReactNode {
  return (
    <header className="row header">
      <img src={icon} alt="" width="28" height="28" />
      <h1>Otto</h1>
      <p className={`pill ${view.tone}`} role="status">
        {view.label}
      </p>
      {children}
    </header>
  );
}
