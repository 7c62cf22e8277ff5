import { useEffect, useState, type ReactNode } from 'react';

const SHOWN_MS = 2_000;

interface CopyButtonProps {
  text: string;
  /** What is copied, for people who do not see it. */
  what: string;
  className?: string;
}

/** Copies a text and says so for two seconds. */
export function CopyButton({ text, what, className = 'button small' }: CopyButtonProps): ReactNode {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => setCopied(true));
  };
  return (
    <button
      type="button"
      className={className}
      onClick={copy}
      aria-label={isCopied ? `${what} copied` : `Copy ${what}`}
    >
      <span aria-live="polite">{isCopied ? 'Copied' : 'Copy'}</span>
    </button>
  );
}
