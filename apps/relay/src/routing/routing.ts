import type { AccessRequests, Grants } from '@otto/acl';
import type { ControllerClients } from '@otto/auth';
import type { Time } from '@otto/locks';
import type { OperationLog } from '@otto/logs';
import type { RelayConfig } from '../config/relay-config';
import type { LogVisibility } from '../logs/log-visibility';
import type { SessionRegistry } from '../ws/session-registry';
import { CommandChecks } from './command-checks';
import { CommandLog } from './command-log';
import { CommandObservers, type CommandObserver } from './command-observer';
import { CommandRouter } from './command-router';
import { ControllerCleanUp } from './controller-clean-up';
import { ControllerPresence } from './controller-presence';
import { Controllers } from './controllers';
import { EventRouter } from './event-router';
import { ExtensionLogs } from './extension-logs';
import { GrantEnds } from './grant-ends';
import { LeaseEvents } from './lease-events';
import { ListenerDesk } from './listener-desk';
import { ListenerUpdates } from './listener-updates';
import { LocalNodes } from './local-nodes';
import { LogStreams } from './log-streams';
import { NodeAccess } from './node-access';
import type { NodeDirectory } from './node-directory';
import { NodePresence } from './node-presence';
import { ReplayGuard } from './replay-guard';
import { StreamDesk } from './stream-desk';
import { TabLocks } from './tab-locks';

/** What the routing stands on. */
export interface RoutingFoundation {
  readonly config: Pick<RelayConfig, 'tabQueueLimit' | 'controllerQueueLimit' | 'replayWindowMs'>;
  readonly time: Time;
  readonly log: Pick<OperationLog, 'write' | 'subscribe'>;
  readonly visibility: Pick<LogVisibility, 'forClient'>;
  readonly grants: Pick<Grants, 'find' | 'watch'>;
  readonly accessRequests: Pick<AccessRequests, 'note'>;
  readonly clients: Pick<ControllerClients, 'get'>;
  readonly sessions: Pick<SessionRegistry, 'watch' | 'tellNode' | 'isClientConnected' | 'isEnding'>;
}

/** The parts of the routing, put together. */
export class Routing {
  readonly commands: CommandRouter;
  readonly locks: TabLocks;
  readonly events: EventRouter;
  readonly directory: NodeDirectory;
  readonly #observers = new CommandObservers();

  constructor({ config, time, log, visibility, grants, accessRequests, clients, sessions }: RoutingFoundation) {
    const access = new NodeAccess(grants, accessRequests, clients, sessions);
    const controllers = new Controllers(config.controllerQueueLimit);
    const leases = new LeaseEvents(log);
    const directory = new LocalNodes({
      time,
      tabQueueLimit: config.tabQueueLimit,
      commands: this.#observers,
      leases,
      isEnding: () => sessions.isEnding,
      isGranted: (clientId, nodeId) => access.isGranted(clientId, nodeId),
    });
    const listeners = new ListenerDesk(directory);
    const streams = new StreamDesk(directory, listeners, time);
    const logStreams = new LogStreams(log, visibility);
    // In this order: a stream looks at the listener that its subscription has become.
    for (const observer of [new CommandLog(log, time), listeners, streams]) this.#observers.add(observer);

    const replay = new ReplayGuard(config.replayWindowMs, () => time.now());
    const grantEnds = new GrantEnds({ grants, controllers, directory, listeners, streams, time });
    const checks = new CommandChecks(replay, access, controllers);
    this.directory = directory;
    this.commands = new CommandRouter(controllers, checks, directory, streams, grantEnds);
    this.locks = new TabLocks(controllers, access, directory, leases, grantEnds);
    this.events = new EventRouter(controllers, new ListenerUpdates(directory), new ExtensionLogs(log), logStreams);
    const cleanUp = new ControllerCleanUp(directory, listeners, streams, logStreams, grantEnds);
    sessions.watch(new ControllerPresence(controllers, cleanUp, directory, sessions));
    sessions.watch(new NodePresence(directory, listeners, streams));
  }

  /** Tells an observer what becomes of commands from now on. */
  watch(observer: Partial<CommandObserver>): void {
    this.#observers.add(observer);
  }
}
