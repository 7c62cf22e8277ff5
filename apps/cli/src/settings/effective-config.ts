import type { SecretPlace } from '../home/client-secret';

type Presence = 'set' | 'unset';

/** What is in effect, wherever it comes from. Of secrets it only says whether they are there. */
export interface EffectiveConfig {
  readonly home: string;
  readonly configFile: string;
  readonly relayUrl: string;
  readonly relayHttpUrl: string;
  /** The configured one. */
  readonly nodeId: string | null;
  readonly clientId: string | null;
  readonly clientSecret: Presence;
  readonly clientSecretPlace: SecretPlace | null;
  readonly tokens: Presence;
  /** Set when this user owns the relay. */
  readonly operatorToken: Presence;
  readonly extensionDirectory: string;
}
