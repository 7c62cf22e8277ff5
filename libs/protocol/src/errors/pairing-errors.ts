import { defineErrors } from './error-definition';

/** Pairing of nodes. */
export const PAIRING_ERRORS = defineErrors({
  nodeId_required: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'The request names no nodeId.',
    hint: 'Send {"nodeId": "node_..."}.',
  },
  invalid_node_id: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'The nodeId has the wrong form.',
    hint: 'Use "node_" followed by 1 to 64 letters, digits, "_" or "-".',
  },
  too_many_pending: {
    category: 'limit',
    status: 429,
    retryable: true,
    message: 'Too many pairings wait for approval.',
    hint: 'Approve some, or wait up to five minutes until they expire.',
  },
  code_required: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'The request holds no pairing code.',
    hint: 'Send the code that the popup shows, in the form NNN-NNN.',
  },
  pairing_not_found: {
    category: 'routing',
    status: 404,
    retryable: false,
    message: 'No pairing waits with this code: it is wrong or has expired.',
    hint: 'Read the code in the Otto popup again; a code lives five minutes.',
  },
  pairing_not_pending: {
    category: 'conflict',
    status: 409,
    retryable: false,
    message: 'This pairing was approved already.',
    hint: 'Nothing to do if it was you; otherwise forget the node in its options and pair again.',
  },
  challengeId_required: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'The request names no challengeId.',
    hint: 'Send the challengeId that the pairing request answered.',
  },
  challenge_not_found: {
    category: 'routing',
    status: 404,
    retryable: false,
    message: 'No pairing has this challengeId.',
    hint: 'Request a new pairing code.',
  },
});
