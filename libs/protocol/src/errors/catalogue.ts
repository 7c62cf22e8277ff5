import { CLIENT_ERRORS } from './client-errors';
import { COMMAND_ERRORS } from './command-errors';
import { CONTROLLER_ERRORS } from './controller-errors';
import type { ErrorDefinition } from './error-definition';
import { EXTRACTION_ERRORS } from './extraction-errors';
import { HTTP_ERRORS } from './http-errors';
import { LANE_ERRORS } from './lane-errors';
import { LISTENER_ERRORS } from './listener-errors';
import { MACHINE_ERRORS } from './machine-errors';
import { NODE_ERRORS } from './node-errors';
import { PAIRING_ERRORS } from './pairing-errors';
import { SCREENSHOT_ERRORS } from './screenshot-errors';
import { SESSION_ERRORS } from './session-errors';
import { SETUP_ERRORS } from './setup-errors';
import { SITE_ERRORS } from './site-errors';
import { TAB_ERRORS } from './tab-errors';

/**
 * Every error that Otto can answer, by code. HTTP status, error frames, CLI texts, SDK retries and
 * docs/reference/errors.md are all derived from it.
 */
export const ERROR_CATALOGUE = {
  ...SESSION_ERRORS,
  ...COMMAND_ERRORS,
  ...LANE_ERRORS,
  ...HTTP_ERRORS,
  ...PAIRING_ERRORS,
  ...CLIENT_ERRORS,
  ...CONTROLLER_ERRORS,
  ...NODE_ERRORS,
  ...TAB_ERRORS,
  ...EXTRACTION_ERRORS,
  ...SCREENSHOT_ERRORS,
  ...LISTENER_ERRORS,
  ...SITE_ERRORS,
  ...MACHINE_ERRORS,
  ...SETUP_ERRORS,
};

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

/** Whether a string from outside (a third-party node, say) is a code of the catalogue. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CATALOGUE, code);
}

export function errorDefinition(code: ErrorCode): ErrorDefinition {
  return ERROR_CATALOGUE[code];
}
