/**
 * What a relay does for its nodes beyond passing commands to them. It names these in `hello_ack`, together with the actions
 * that it knows, so that a node can tell what the two of them cannot do, whatever their versions are.
 */
export const RELAY_FEATURES = [
  'commands.resume',
  'controller.access',
  'event.access_requested',
  'event.extension_log',
  'event.listener_update',
] as const;
export type RelayFeature = (typeof RELAY_FEATURES)[number];
