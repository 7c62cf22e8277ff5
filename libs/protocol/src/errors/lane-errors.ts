import { defineErrors } from './error-definition';

/** Waiting for a tab: its lane, and leases on it. */
export const LANE_ERRORS = defineErrors({
  tab_locked: {
    category: 'conflict',
    status: 409,
    retryable: true,
    message: 'Another controller holds the lease on tab "{tabSessionId}".',
    hint: 'Wait until the lease ends, or send the command with waitPolicy "wait_with_timeout".',
  },
  tab_busy: {
    category: 'conflict',
    status: 409,
    retryable: true,
    message: 'Tab "{tabSessionId}" is running another command.',
    hint: 'Send the command with waitPolicy "wait_with_timeout", or try again shortly.',
  },
  tab_queue_overflow: {
    category: 'limit',
    status: 429,
    retryable: true,
    message: 'Too many commands wait for tab "{tabSessionId}".',
    hint: 'Let some of them end first (limit: OTTO_TAB_QUEUE_LIMIT).',
  },
  controller_queue_overflow: {
    category: 'limit',
    status: 429,
    retryable: true,
    message: 'This controller has too many waiting commands.',
    hint: 'Let some of them end first (limit: OTTO_CONTROLLER_QUEUE_LIMIT).',
  },
  queue_wait_timed_out: {
    category: 'timeout',
    status: 504,
    retryable: true,
    message: 'The command waited {timeoutMs} ms for its tab and never ran.',
    hint: 'Try again, or give it more time with timeoutMs (CLI: --timeout).',
  },
  lock_timeout: {
    category: 'timeout',
    status: 504,
    retryable: true,
    message: 'The lease on tab "{tabSessionId}" did not become free in time.',
    hint: 'Try again after a pause, or wait longer with timeoutMs.',
  },
  lock_not_owner: {
    category: 'permission',
    status: 403,
    retryable: false,
    message: 'Another controller holds the lease on tab "{tabSessionId}".',
    hint: 'Only the session that took a lease can release it.',
  },
  lock_not_found: {
    category: 'routing',
    status: 404,
    retryable: false,
    message: 'There is no lease on tab "{tabSessionId}".',
    hint: 'It has expired or was released; take a new one if you still need it.',
  },
});
