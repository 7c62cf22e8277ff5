import { Module, type BeforeApplicationShutdown, type OnApplicationBootstrap, type Provider } from '@nestjs/common';
import { ControllerClients } from '@otto/auth';
import { SystemTime } from '@otto/locks';
import { OperationLog } from '@otto/logs';
import { Authenticator } from '../auth/authenticator';
import { CLOCK, type Clock } from '../config/clock';
import { RelayConfig } from '../config/relay-config';
import { FrontDoor } from '../front-door/front-door';
import { RoutingModule } from '../routing/routing.module';
import { FrameDispatcher } from './frame-dispatcher';
import { FrameErrorFilter } from './frame-error.filter';
import { FrameGate } from './frame-gate';
import { FrameHandlers } from './frame-handlers';
import { Handshake } from './handshake';
import { Liveness } from './liveness';
import { RelayGateway } from './relay.gateway';
import { SessionLog } from './session-log';
import { SessionOpener } from './session-opener';
import { SessionRegistry } from './session-registry';
import { SessionsModule } from './sessions.module';
import { Strangers } from './strangers';
import { UpgradeCheck } from './upgrade-check';

const HANDLING: Provider[] = [
  {
    provide: Handshake,
    inject: [Authenticator, SessionRegistry, RelayConfig],
    useFactory: (authenticator: Authenticator, sessions: SessionRegistry, config: RelayConfig) =>
      new Handshake(authenticator, sessions, {
        controller: config.controllerHeartbeatIntervalMs,
        node: config.nodeHeartbeatIntervalMs,
      }),
  },
  {
    provide: FrameGate,
    inject: [ControllerClients, CLOCK],
    useFactory: (clients: ControllerClients, clock: Clock) => new FrameGate(clients, clock),
  },
  {
    provide: FrameErrorFilter,
    inject: [OperationLog, CLOCK],
    useFactory: (log: OperationLog, clock: Clock) => new FrameErrorFilter(log, clock),
  },
  {
    provide: FrameDispatcher,
    inject: [RelayGateway, FrameGate, FrameErrorFilter],
    useFactory: (gateway: RelayGateway, gate: FrameGate, errors: FrameErrorFilter) =>
      new FrameDispatcher(new FrameHandlers(gateway), gate, errors),
  },
];

const OPENING: Provider[] = [
  {
    provide: UpgradeCheck,
    inject: [FrontDoor, SessionRegistry, Strangers],
    useFactory: (frontDoor: FrontDoor, sessions: SessionRegistry, strangers: Strangers) =>
      new UpgradeCheck(frontDoor, sessions, strangers),
  },
  {
    provide: SessionOpener,
    inject: [RelayConfig, SessionRegistry, SystemTime],
    useFactory: (config: RelayConfig, sessions: SessionRegistry, time: SystemTime) =>
      new SessionOpener(config, sessions, time),
  },
  {
    provide: Liveness,
    inject: [SessionRegistry, SystemTime, RelayConfig],
    useFactory: createLiveness,
  },
];

function createLiveness(sessions: SessionRegistry, time: SystemTime, config: RelayConfig): Liveness {
  const missLimit = config.controllerHeartbeatMissLimit;
  return new Liveness(sessions, time, {
    controller: { intervalMs: config.controllerHeartbeatIntervalMs, missLimit },
    node: { intervalMs: config.nodeHeartbeatIntervalMs, missLimit },
  });
}

/** How long peers have to answer the close frame when the relay goes. */
const FAREWELL_MS = 1000;

/** The WebSocket side of the relay: from the upgrade to the gateway, and the end of all sessions. */
@Module({
  imports: [SessionsModule, RoutingModule],
  providers: [RelayGateway, ...HANDLING, ...OPENING],
  exports: [SessionsModule],
})
export class WsModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly sessions: SessionRegistry,
    private readonly liveness: Liveness,
    log: OperationLog,
  ) {
    sessions.watch(new SessionLog(log));
  }

  onApplicationBootstrap(): void {
    this.liveness.start();
  }

  /** Peers get their terminal frames and 1001 while everything still works; whoever does not answer is cut off later. */
  async beforeApplicationShutdown(): Promise<void> {
    this.liveness.stop();
    await this.sessions.endAll(FAREWELL_MS);
  }
}
