/** One metric family, as Prometheus and the reference page describe it. */
export interface MetricDefinition {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  /** The values of each label, in words. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What the relay tells of itself at `GET /metrics`. Every label has a bounded set of values, whatever peers send. */
export const METRICS = {
  otto_relay_info: {
    type: 'gauge',
    help: 'Always 1; the version is in the label.',
    labels: { version: 'of this relay' },
  },
  otto_sessions: {
    type: 'gauge',
    help: 'Open WebSocket sessions.',
    labels: { role: 'controller, node', state: 'authenticated, unauthenticated' },
  },
  otto_commands_total: {
    type: 'counter',
    help: 'Accepted commands that have ended.',
    labels: { action: 'a registered action, other', outcome: 'completed, failed, timed_out, cancelled' },
  },
  otto_commands_open: {
    type: 'gauge',
    help: 'Accepted commands without their terminal frame.',
    labels: { state: 'waiting, running' },
  },
  otto_command_queued_seconds: {
    type: 'histogram',
    help: 'From the acceptance of a command until it is sent to its node, or ends before.',
  },
  otto_command_running_seconds: {
    type: 'histogram',
    help: 'From sending a command to its node until its terminal frame.',
  },
  otto_command_total_seconds: {
    type: 'histogram',
    help: 'From the acceptance of a command until its terminal frame.',
  },
  otto_lanes_waiting: { type: 'gauge', help: 'Tabs for which commands wait.' },
  otto_lane_depth_max: { type: 'gauge', help: 'Commands that wait for the tab with the most of them.' },
  otto_dropped_frames_total: {
    type: 'counter',
    help: 'Listener updates and log entries that were dropped because their receiver does not keep up.',
  },
  otto_log_waiting_entries: { type: 'gauge', help: 'Entries of the operation log that are not on the disk yet.' },
  otto_log_waiting_bytes: { type: 'gauge', help: 'Size of those of them that are ready to be written.' },
  otto_log_lost_entries_total: { type: 'counter', help: 'Entries of the operation log that the disk did not take.' },
  otto_log_healthy: { type: 'gauge', help: '1 while the disk takes the operation log, 0 while it refuses.' },
} as const satisfies Record<string, MetricDefinition>;

export type MetricName = keyof typeof METRICS;
