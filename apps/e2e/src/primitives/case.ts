import type { ActionName } from '@otto/protocol';

/** One command: what is asked, and what has to come of it. Paths stand for addresses of the site. */
export interface Case {
  readonly does: string;
  readonly action: ActionName;
  readonly payload?: Readonly<Record<string, unknown>>;
  /** The page that is open in its tab; without one, it names no tab. */
  readonly on?: string;
  /** A tab session that is none of the open ones. */
  readonly tab?: string;
  readonly timeoutMs?: number;
  readonly data?: unknown;
  readonly fails?: unknown;
}

export const on = (path: string, action: ActionName, does: string, payload: object, end: Partial<Case>): Case => ({
  ...{ does, action, on: path, payload: { ...payload } },
  ...end,
});
export const text = expect.any(String) as unknown;
export const FAILURE = expect.not.stringMatching(/^ok$/) as unknown;
/** Node and relay both watch the clock; the node, which knows more, is a little earlier unless the machine is very busy. */
export const LATE = expect.stringMatching(/^(?:tab_url_not_ready|command_timed_out)$/) as unknown;
