import { ERROR_CATALOGUE, isErrorCode } from './catalogue';
import { CLIENT_ERRORS } from './client-errors';
import { COMMAND_ERRORS } from './command-errors';
import { CONTROLLER_ERRORS } from './controller-errors';
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

const PARTS = [
  CLIENT_ERRORS,
  COMMAND_ERRORS,
  CONTROLLER_ERRORS,
  EXTRACTION_ERRORS,
  HTTP_ERRORS,
  LANE_ERRORS,
  LISTENER_ERRORS,
  MACHINE_ERRORS,
  NODE_ERRORS,
  PAIRING_ERRORS,
  SCREENSHOT_ERRORS,
  SESSION_ERRORS,
  SETUP_ERRORS,
  SITE_ERRORS,
  TAB_ERRORS,
];
const ENTRIES = Object.entries(ERROR_CATALOGUE);

describe('error catalogue', () => {
  it('defines no code twice', () => {
    const count = PARTS.reduce((sum, part) => sum + Object.keys(part).length, 0);
    expect(count).toBe(ENTRIES.length);
  });

  it.each(ENTRIES)('%s says what happened and the one thing to do next', (_code, { message, hint, status }) => {
    expect(message).toMatch(/^\S.*[.}]$/);
    expect(hint.length).toBeGreaterThan(10);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
  });

  it('does not take inherited properties for codes', () => {
    expect(isErrorCode('toString')).toBe(false);
    expect(isErrorCode('tab_busy')).toBe(true);
  });
});
