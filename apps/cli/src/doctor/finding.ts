/** `skipped`: it could not be looked at, because of another finding. */
export type FindingState = 'ok' | 'warning' | 'problem' | 'skipped';

/** What one check has found out. */
export interface Finding {
  /** What was looked at: `relay`, `clock`, ... */
  readonly check: string;
  readonly state: FindingState;
  readonly text: string;
  /** How to mend it. */
  readonly remedy?: string;
  /** Done by --fix. */
  readonly fixed?: boolean;
}

/** One thing that the doctor looks at. */
export interface Check {
  readonly name: string;
  look(): Promise<Diagnosis>;
}

/** A finding, and how --fix mends it, where it can. */
export interface Diagnosis {
  readonly state: FindingState;
  readonly text: string;
  readonly remedy?: string;
  readonly fix?: () => Promise<void>;
}
