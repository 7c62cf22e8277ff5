import { defineErrors } from './error-definition';

/** What a controller finds wrong by itself, before anything reaches a relay. */
export const CONTROLLER_ERRORS = defineErrors({
  not_logged_in: {
    category: 'auth',
    status: 401,
    retryable: false,
    message: 'This machine has no controller identity yet.',
    hint: 'Run "otto client register", then "otto client login".',
  },
  invalid_argument: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: '{name} is not valid: {reason}.',
    hint: 'See --help of the command for what it takes.',
  },
});
