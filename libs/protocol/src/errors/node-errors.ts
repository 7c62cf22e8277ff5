import { defineErrors } from './error-definition';

/** What a node answers to any action. */
export const NODE_ERRORS = defineErrors({
  unsupported_action: {
    category: 'execution',
    status: 501,
    retryable: false,
    message: 'This node cannot do "{action}".',
    hint: 'Check the name of the action; update the extension if it is new.',
  },
  invalid_payload: {
    category: 'validation',
    status: 400,
    retryable: false,
    message: 'The payload of "{action}" is not valid: {reason}.',
    hint: 'Correct the named field; the action reference lists what each one takes.',
  },
  node_restarted: {
    category: 'execution',
    status: 502,
    retryable: false,
    message: 'The browser ended the extension while "{action}" ran; it may or may not have taken effect.',
    hint: 'Look at the tab before you send the command again.',
  },
  node_replaced: {
    category: 'conflict',
    status: 409,
    retryable: false,
    message: 'Another browser has connected as this node.',
    hint: 'Use one browser per node: forget the node here to pair it anew, or connect again to take its place.',
  },
  result_too_large: {
    category: 'limit',
    status: 413,
    retryable: false,
    message: 'The result of "{action}" is larger than {maxBytes} bytes, the most that a frame may hold.',
    hint: 'Ask for less: a selector, maxChars, jpeg, or a smaller maxBytes.',
  },
});
