import type { OperationLog } from '@otto/logs';
import { PEER_ROLES } from '@otto/protocol';
import type { NodeDirectory } from '../routing/node-directory';
import { RELAY_VERSION } from '../ws/relay-version';
import type { SessionRegistry } from '../ws/session-registry';
import type { CommandMetrics } from './command-metrics';
import type { DroppedFrames } from './dropped-frames';
import type { Readings } from './prometheus-text';
import { histogramSamples, single, type Sample } from './sample';

/** What is read when somebody asks, and costs nothing in between. */
export interface MetricSources {
  readonly commands: CommandMetrics;
  readonly dropped: Pick<DroppedFrames, 'total'>;
  readonly sessions: Pick<SessionRegistry, 'open'>;
  readonly directory: Pick<NodeDirectory, 'all'>;
  readonly log: Pick<OperationLog, 'pressure'>;
}

/** How the relay does at this moment, family by family. */
export class RelayMetrics {
  constructor(private readonly sources: MetricSources) {}

  read(): Readings {
    const { commands, dropped, log } = this.sources;
    const depths = this.#laneDepths();
    const waiting = depths.reduce((sum, depth) => sum + depth, 0);
    const { waitingEntries, waitingBytes, lostEntries, healthy } = log.pressure();
    return {
      otto_relay_info: [{ labels: { version: RELAY_VERSION }, value: 1 }],
      otto_sessions: this.#sessions(),
      otto_commands_total: commands.outcomes(),
      otto_commands_open: [
        { labels: { state: 'waiting' }, value: waiting },
        { labels: { state: 'running' }, value: commands.open - waiting },
      ],
      otto_command_queued_seconds: histogramSamples(commands.queued),
      otto_command_running_seconds: histogramSamples(commands.running),
      otto_command_total_seconds: histogramSamples(commands.total),
      otto_lanes_waiting: single(depths.length),
      otto_lane_depth_max: single(Math.max(0, ...depths)),
      otto_dropped_frames_total: single(dropped.total),
      otto_log_waiting_entries: single(waitingEntries),
      otto_log_waiting_bytes: single(waitingBytes),
      otto_log_lost_entries_total: single(lostEntries),
      otto_log_healthy: single(healthy ? 1 : 0),
    };
  }

  #sessions(): Sample[] {
    const open = [...this.sources.sessions.open];
    return PEER_ROLES.flatMap((role) => {
      const ofRole = open.filter((session) => session.role === role);
      const authenticated = ofRole.filter(({ state }) => state.kind === 'authenticated').length;
      return [
        { labels: { role, state: 'authenticated' }, value: authenticated },
        { labels: { role, state: 'unauthenticated' }, value: ofRole.length - authenticated },
      ];
    });
  }

  /** How many commands wait in each lane in which any do. */
  #laneDepths(): number[] {
    return [...this.sources.directory.all()].flatMap(({ tabs }) => {
      const depths = new Map<string | undefined, number>();
      for (const { tabSessionId } of tabs.waiting()) depths.set(tabSessionId, (depths.get(tabSessionId) ?? 0) + 1);
      return [...depths.values()];
    });
  }
}
