import type { OttoError } from '@otto/protocol';
import type { NodeRecord } from './node-record';
import type { NodeStatus } from './node-status';

/** What a supervisor is to run. */
export interface NodePlan {
  readonly name: string;
  readonly nodesDirectory: string;
  readonly profile: string;
  readonly browser: { readonly name: string; readonly path: string };
  readonly headless: boolean;
  /** Further flags for the browser. */
  readonly flags: readonly string[];
  readonly relayUrl: string;
  /** Directory of the built extension. */
  readonly extension: string;
}

/** From `otto node start` to the supervisor that it started. */
export type StarterMessage =
  | { readonly kind: 'plan'; readonly plan: NodePlan }
  /** The node is connected: stay and look after it. Without this, the supervisor ends when its starter does. */
  | { readonly kind: 'release'; readonly nodeId: string };

/** From a supervisor to `otto node start`. */
export type HostMessage =
  | { readonly kind: 'status'; readonly status: NodeStatus }
  | { readonly kind: 'released'; readonly record: NodeRecord }
  | { readonly kind: 'failed'; readonly error: ReturnType<OttoError['toBody']> };
