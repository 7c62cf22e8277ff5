import type { Provider } from '@nestjs/common';
import { AccessTokens, ControllerClients, PairingChallenges, RefreshFamilies } from '@otto/auth';
import { OperationLog } from '@otto/logs';
import { LIMITS } from '@otto/protocol';
import { CLOCK, type Clock } from '../config/clock';
import { RelayConfig } from '../config/relay-config';
import { RelayStorage } from '../storage/relay-storage';
import { SessionRegistry } from '../ws/session-registry';

function accessTokens(config: RelayConfig, clock: Clock): AccessTokens {
  return new AccessTokens({
    secret: config.tokenSecret,
    previousSecret: config.tokenPreviousSecret,
    issuer: config.tokenIssuer,
    audience: config.tokenAudience,
    ttlMs: config.tokenTtlMs,
    clock,
  });
}

function refreshFamilies(
  storage: RelayStorage,
  config: RelayConfig,
  clock: Clock,
  sessions: SessionRegistry,
  log: OperationLog,
): RefreshFamilies {
  return new RefreshFamilies(storage.refreshSessions, {
    ttlMs: config.refreshTtlMs,
    secret: config.tokenSecret,
    clock,
    // Somebody else holds a token of this family: its sessions may be theirs.
    onReuse: ({ role, ...identity }, familyId) => {
      sessions.closeFamilies([familyId]);
      const { nodeId, clientId } = identity as { nodeId?: string; clientId?: string };
      log.write({ level: 'warn', source: 'relay', type: 'refresh_reuse_detected', nodeId, clientId, data: { role } });
    },
  });
}

function controllerClients(storage: RelayStorage, config: RelayConfig, clock: Clock): ControllerClients {
  return new ControllerClients(storage.controllerClients, { defaultScopes: config.defaultControllerScopes, clock });
}

function pairingChallenges(clock: Clock): PairingChallenges {
  return new PairingChallenges({ ttlMs: LIMITS.pairingTtlMs, maxPending: LIMITS.pendingPairings, clock });
}

/** The classes of @otto/auth over the relay's journals, each under its own class. */
export const IDENTITY_PROVIDERS: Provider[] = [
  { provide: AccessTokens, inject: [RelayConfig, CLOCK], useFactory: accessTokens },
  {
    provide: RefreshFamilies,
    inject: [RelayStorage, RelayConfig, CLOCK, SessionRegistry, OperationLog],
    useFactory: refreshFamilies,
  },
  { provide: ControllerClients, inject: [RelayStorage, RelayConfig, CLOCK], useFactory: controllerClients },
  { provide: PairingChallenges, inject: [CLOCK], useFactory: pairingChallenges },
];
