import { defineErrors } from './error-definition';

/** Clients, their tokens and their grants. */
export const CLIENT_ERRORS = defineErrors({
  refreshToken_required: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'The request holds no refreshToken.',
    hint: 'Send the refresh token of the last token answer.',
  },
  invalid_refresh_token: {
    category: 'auth',
    status: 401,
    retryable: false,
    message: 'The refresh token is not valid: unknown, expired, used before or revoked.',
    hint: 'Log in again with "otto client login" (a node: pair again).',
  },
  registration_forbidden: {
    category: 'permission',
    status: 403,
    retryable: false,
    message: 'This relay does not let you register a controller from here.',
    hint: 'Register on the machine of the relay, or send the registration secret if its operator has given you one.',
  },
  controller_metadata_required: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'A controller needs a name and a description: {reason}.',
    hint: 'Send both: name up to 64, description up to 500 printable characters.',
  },
  controller_name_conflict: {
    category: 'conflict',
    status: 409,
    retryable: false,
    message: 'A controller with this name exists already ({clientId}).',
    hint: 'Choose another name, or log in as that client.',
  },
  too_many_clients: {
    category: 'limit',
    status: 429,
    retryable: false,
    message: 'This relay holds {limit} controller clients already, and takes no more.',
    hint: 'Remove clients that are no longer used ("otto client remove").',
  },
  client_credentials_required: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'The request lacks clientId or clientSecret.',
    hint: 'Send both, as the registration answered them.',
  },
  invalid_client_credentials: {
    category: 'auth',
    status: 401,
    retryable: false,
    message: 'The client does not exist or its secret is wrong.',
    hint: 'Check the client with "otto client status"; register again if the secret is lost.',
  },
  clientId_required: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'The request names no clientId.',
    hint: 'Send {"clientId": "clt_..."}.',
  },
  client_not_found: {
    category: 'routing',
    status: 404,
    retryable: false,
    message: 'There is no client "{clientId}".',
    hint: 'Check the clientId; it may have been removed.',
  },
  clientId_and_grant_required: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'The request lacks clientId or grant: {reason}.',
    hint: 'Send {"clientId": "clt_...", "grant": true or false}.',
  },
  invalid_expiresAt: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'expiresAt is not a time in the future.',
    hint: 'Send milliseconds since 1970, or an ISO-8601 date, later than now.',
  },
});
