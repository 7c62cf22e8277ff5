import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { AccessRequests, Grants } from '@otto/acl';
import { ControllerClients } from '@otto/auth';
import { SystemTime } from '@otto/locks';
import { OperationLog } from '@otto/logs';
import { RelayConfig } from '../config/relay-config';
import { LogVisibility } from '../logs/log-visibility';
import { SessionRegistry } from '../ws/session-registry';
import { Routing } from './routing';

function createRouting(
  config: RelayConfig,
  time: SystemTime,
  log: OperationLog,
  visibility: LogVisibility,
  grants: Grants,
  accessRequests: AccessRequests,
  clients: ControllerClients,
  sessions: SessionRegistry,
): Routing {
  return new Routing({ config, time, log, visibility, grants, accessRequests, clients, sessions });
}

/** The relay's core, wired to the rest of the relay. */
@Module({
  providers: [
    {
      provide: Routing,
      inject: [
        RelayConfig,
        SystemTime,
        OperationLog,
        LogVisibility,
        Grants,
        AccessRequests,
        ControllerClients,
        SessionRegistry,
      ],
      useFactory: createRouting,
    },
  ],
  exports: [Routing],
})
export class RoutingModule implements OnApplicationShutdown {
  constructor(private readonly routing: Routing) {}

  /** By now all sessions have ended, and with them everything that was theirs. */
  onApplicationShutdown(): void {
    this.routing.directory.close();
  }
}
