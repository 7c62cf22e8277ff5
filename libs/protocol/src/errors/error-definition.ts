/** Which part of the system has to act before the same request can succeed. */
export type ErrorCategory =
  /** The frame or body does not follow the protocol. */
  | 'protocol'
  /** The caller is not who it says, or its credentials no longer hold. */
  | 'auth'
  /** The caller is known, but may not do this. */
  | 'permission'
  /** The input has the right form but an unusable value. */
  | 'validation'
  /** The command cannot reach, or could not stay with, its node. */
  | 'routing'
  /** Somebody else holds what the command needs. */
  | 'conflict'
  /** A bound was reached. */
  | 'limit'
  /** A deadline passed. */
  | 'timeout'
  /** The browser or the page refused or failed. */
  | 'execution'
  /** Otto itself is misconfigured or failed. */
  | 'internal';

export interface ErrorDefinition {
  readonly category: ErrorCategory;
  /** HTTP status when the error answers a REST call. */
  readonly status: number;
  /** Whether the very same request may succeed later without anyone changing anything. */
  readonly retryable: boolean;
  /** One sentence for a person. May hold `{name}` placeholders that are filled from the error's details. */
  readonly message: string;
  /** The one thing to do next. May hold the same placeholders. */
  readonly hint: string;
}

/** Keeps the literal codes of a part of the catalogue while checking each of its entries. */
export function defineErrors<const T extends Record<string, ErrorDefinition>>(definitions: T): T {
  return definitions;
}
