export { AccessRequests, type AccessRequest, type AccessRequestsOptions } from './access-requests';
export { expiryTime } from './expiry-time';
export { grantCovers, grantExpired, grantReaches, isGrant, type Grant, type GrantChange } from './grant';
export { Grants } from './grants';
export type { Change, Records } from './records';
