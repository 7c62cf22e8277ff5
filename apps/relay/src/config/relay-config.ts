import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  ENVIRONMENT,
  EXTENSION_ORIGIN,
  OttoError,
  readEnvironment,
  type Environment,
  type EnvironmentValues,
  type VariableName,
} from '@otto/protocol';

const RELAY_VARIABLES = (Object.keys(ENVIRONMENT) as VariableName[]).filter((name) =>
  (ENVIRONMENT[name].programs as readonly string[]).includes('relay'),
);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What the environment says, checked and in the units that the code uses. Secrets are getters, so that printing it shows none. */
export class RelayConfig {
  readonly #values: EnvironmentValues;

  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly logDir: string;
  readonly logMaxFileBytes: number;
  readonly tokenIssuer: string;
  readonly tokenAudience: string;
  readonly tokenTtlMs: number;
  readonly refreshTtlMs: number;
  readonly trustLoopback: boolean;
  /** Hop count, `loopback`, or a comma list of addresses and networks; undefined: nobody's X-Forwarded-* is believed. */
  readonly trustProxy: string | undefined;
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
  /** Where nodes may come from, by default the shipped extension. */
  readonly extensionOrigins: readonly string[];
  /** Whether the operator named `extensionOrigins`: a node then has to come from one of them. */
  readonly requiresExtensionOrigin: boolean;
  /** Any browser extension may connect as a node. */
  readonly allowsAnyExtension: boolean;
  readonly maxFrameBytes: number;
  readonly authTimeoutMs: number;
  readonly rateLimitPerMin: number;
  readonly replayWindowMs: number;
  readonly tabQueueLimit: number;
  readonly controllerQueueLimit: number;
  readonly nodeHeartbeatIntervalMs: number;
  readonly controllerHeartbeatIntervalMs: number;
  readonly controllerHeartbeatMissLimit: number;
  readonly defaultControllerScopes: readonly string[];
  readonly allowRemoteControllerRegistration: boolean;

  /** @throws OttoError `invalid_configuration` for the first variable that is wrong. */
  static fromEnvironment(env: Environment): RelayConfig {
    return new RelayConfig(readEnvironment(RELAY_VARIABLES, env));
  }

  private constructor(values: EnvironmentValues) {
    this.#values = values;
    this.port = values.OTTO_RELAY_PORT;
    this.host = values.OTTO_RELAY_HOST;
    this.logDir = resolve(values.OTTO_LOG_DIR ?? join(homedir(), '.otto', 'relay'));
    this.logMaxFileBytes = values.OTTO_LOG_MAX_FILE_BYTES;
    this.tokenIssuer = values.OTTO_TOKEN_ISSUER;
    this.tokenAudience = values.OTTO_TOKEN_AUDIENCE;
    this.tokenTtlMs = values.OTTO_TOKEN_TTL_MINUTES * MINUTE_MS;
    this.refreshTtlMs = values.OTTO_REFRESH_TTL_DAYS * DAY_MS;
    this.trustLoopback = values.OTTO_TRUST_LOOPBACK;
    this.trustProxy = values.OTTO_TRUST_PROXY;
    this.allowedHosts = values.OTTO_ALLOWED_HOSTS;
    this.allowedOrigins = values.OTTO_ALLOWED_ORIGINS;
    this.requiresExtensionOrigin = values.OTTO_EXTENSION_ORIGIN.length > 0;
    this.extensionOrigins = this.requiresExtensionOrigin ? values.OTTO_EXTENSION_ORIGIN : [EXTENSION_ORIGIN];
    this.allowsAnyExtension = values.OTTO_DEV && !this.requiresExtensionOrigin;
    this.maxFrameBytes = values.OTTO_MAX_FRAME_BYTES;
    this.authTimeoutMs = values.OTTO_AUTH_TIMEOUT_MS;
    this.rateLimitPerMin = values.OTTO_RATE_LIMIT_PER_MIN;
    this.replayWindowMs = values.OTTO_REPLAY_WINDOW_MS;
    this.tabQueueLimit = values.OTTO_TAB_QUEUE_LIMIT;
    this.controllerQueueLimit = values.OTTO_CONTROLLER_QUEUE_LIMIT;
    this.nodeHeartbeatIntervalMs = values.OTTO_NODE_HEARTBEAT_INTERVAL_MS;
    this.controllerHeartbeatIntervalMs = values.OTTO_CONTROLLER_HEARTBEAT_INTERVAL_MS;
    this.controllerHeartbeatMissLimit = values.OTTO_CONTROLLER_HEARTBEAT_MISS_LIMIT;
    this.defaultControllerScopes = values.OTTO_DEFAULT_CONTROLLER_SCOPES;
    this.allowRemoteControllerRegistration = values.OTTO_ALLOW_REMOTE_CONTROLLER_REGISTRATION;
    this.#requireRegistrationSecret();
  }

  get tokenSecret(): string {
    return this.#values.OTTO_TOKEN_SECRET;
  }

  get tokenPreviousSecret(): string | undefined {
    return this.#values.OTTO_TOKEN_PREVIOUS_SECRET;
  }

  /** Undefined: the relay makes one and keeps it in its directory. */
  get operatorToken(): string | undefined {
    return this.#values.OTTO_OPERATOR_TOKEN;
  }

  get controllerRegistrationSecret(): string | undefined {
    return this.#values.OTTO_CONTROLLER_REGISTRATION_SECRET;
  }

  #requireRegistrationSecret(): void {
    if (!this.allowRemoteControllerRegistration || this.controllerRegistrationSecret !== undefined) return;
    throw new OttoError('invalid_configuration', {
      name: 'OTTO_CONTROLLER_REGISTRATION_SECRET',
      value: 'not set',
      allowed: `${ENVIRONMENT.OTTO_CONTROLLER_REGISTRATION_SECRET.allowed} (remote registration is on)`,
    });
  }
}
