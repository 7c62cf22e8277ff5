import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';
import { remainingTime } from './remaining-time';
import { useNow } from './use-now';
import { useRequest } from './use-request';

interface PairingCodeProps {
  code: string;
  /** ms since 1970. */
  expiresAt: number | undefined;
}

/** The code, large, with the command that approves it and the time that is left. */
export function PairingCode({ code, expiresAt }: PairingCodeProps): ReactNode {
  const { send, isBusy } = useRequest();
  const now = useNow(expiresAt !== undefined);
  const remaining = expiresAt === undefined ? undefined : remainingTime(expiresAt, now);
  const isExpired = expiresAt !== undefined && remaining === undefined;
  const command = `otto pair ${code}`;
  const askForNew = (): void => void send({ ui: 'newCode' });
  return (
    <div className="stack">
      <p className={isExpired ? 'code expired' : 'code'} aria-label={`Pairing code ${code.split('').join(' ')}`}>
        {code}
      </p>
      {isExpired ? (
        <button type="button" className="button primary wide" disabled={isBusy} onClick={askForNew}>
          Get a new code
        </button>
      ) : (
        <div className="row">
          <code className="command">{command}</code>
          <CopyButton text={command} what="pairing command" className="button primary" />
        </div>
      )}
      <div className="row spread">
        <p className="quiet" role="timer">
          {isExpired ? 'The code has expired.' : remaining && `Valid for ${remaining}`}
        </p>
        {!isExpired && (
          <button type="button" className="button link" disabled={isBusy} onClick={askForNew}>
            New code
          </button>
        )}
      </div>
    </div>
  );
}
