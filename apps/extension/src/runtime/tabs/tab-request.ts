import type { GrantLimits } from '../grant/grant-limits';

/** What a command says about the tab it wants. */
export interface TabRequest {
  readonly clientId?: string | undefined;
  readonly tabSessionId?: string | undefined;
  /** How far the client's grant goes, where it is narrowed: `grant_site_mismatch` on every other site. */
  readonly grant?: GrantLimits | undefined;
  readonly signal: AbortSignal;
}

/** A tab that an action may work in; only a lasting one has a session. */
export interface UsableTab {
  readonly tabId: number;
  readonly tabSessionId?: string;
}

/** A tab as an action borrows it. */
export interface LentTab extends UsableTab {
  /** It was behind another tab when it was looked for; missing when nobody looked. */
  readonly wasBehind?: boolean;
}

/** What is no address at all is refused where it is used, with an error of its own. @throws OttoError `grant_site_mismatch` */
export function requireTarget(grant: GrantLimits | undefined, url: string): void {
  if (URL.canParse(url)) grant?.requireUrl(url);
}
