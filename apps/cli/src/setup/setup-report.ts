import type { ConnectedNode } from '@otto/sdk';
import type { Update } from '../extension/extension-files';
import type { SecretPlace } from '../home/client-secret';

export interface RelaySetup {
  /** `remote`: of another machine, which setup leaves alone. `skipped`: not started, because of --skip-daemon. */
  readonly status: 'started' | 'already_running' | 'remote' | 'skipped';
  /** ws(s)://host:port */
  readonly url: string;
  /** Of a relay that this machine runs. */
  readonly pid?: number;
}

export interface ClientSetup {
  readonly status: 'registered' | 'already_registered';
  readonly clientId: string;
  /** Where its secret is. */
  readonly secretPlace: SecretPlace;
}

/** What `otto setup` has done, and what is left to do. */
export interface SetupReport {
  readonly relay: RelaySetup;
  readonly client: ClientSetup;
  /** Null with --skip-extension. */
  readonly extension: Update | null;
  /** Those that are connected. */
  readonly nodes: readonly ConnectedNode[];
  readonly warnings: readonly string[];
  /** For a person to do, in this order; empty when a browser is connected and granted already. */
  readonly nextSteps: readonly string[];
}
