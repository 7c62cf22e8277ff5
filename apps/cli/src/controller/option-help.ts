/** Said the same way by every command that goes to a node. */
export const NODE_ID_HELP = 'the node (default: the configured one, else the only one connected)';
export const TIMEOUT_HELP = 'such as 500ms, 30s or 2m (default: 30s)';
