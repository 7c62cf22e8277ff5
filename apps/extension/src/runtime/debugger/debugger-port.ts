/** A tab's page, or an iframe or worker of it that the browser keeps in a process of its own: then with its session. */
export interface DebuggerTarget {
  readonly tabId: number;
  readonly sessionId?: string | undefined;
}

/** What the node needs of the browser's debugger interface. Rejections carry the browser's own words. */
export interface DebuggerPort {
  attach(tabId: number): Promise<void>;
  /** Also undoes whatever was switched on: paused requests go on, emulation ends. */
  detach(tabId: number): Promise<void>;
  send(target: DebuggerTarget, method: string, params?: object): Promise<unknown>;
  /** The tabs that something is attached to: this extension, in this life of its worker or an earlier one, or others. */
  attachedTabs(): Promise<number[]>;
  onEvent(listener: (target: DebuggerTarget, method: string, params: unknown) => void): void;
  /** Told when the browser has detached: the tab is gone, or the user wanted it. */
  onDetach(listener: (tabId: number, reason: string) => void): void;
}
