export { AccessTokens, type AccessTokensOptions } from './access-tokens';
export { AttemptLimiter, type AttemptLimiterOptions } from './attempt-limiter';
export type { NodeTokens } from './challenge';
export { constantTimeEqual } from './constant-time-equal';
export {
  isControllerClientRecord,
  type ControllerClient,
  type ControllerClientRecord,
  type ControllerMetadata,
} from './controller-client';
export { ControllerClients, type ControllerClientsOptions, type RegisteredClient } from './controller-clients';
export { subjectKey, type AccessClaims, type Identity } from './identity';
export { PairingChallenges, type PairingChallengesOptions, type PendingChallenge } from './pairing-challenges';
export type { Change, Records } from './records';
export {
  RefreshFamilies,
  type RefreshFamiliesOptions,
  type RevokedFamily,
  type RotatedFamily,
  type StartedFamily,
} from './refresh-families';
export { isRefreshFamily, refreshFamilyExpired, type RefreshFamily } from './refresh-family';
