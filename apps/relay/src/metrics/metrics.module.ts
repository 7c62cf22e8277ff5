import { Module } from '@nestjs/common';
import { SystemTime } from '@otto/locks';
import { OperationLog } from '@otto/logs';
import { Routing } from '../routing/routing';
import { RoutingModule } from '../routing/routing.module';
import { SessionRegistry } from '../ws/session-registry';
import { CommandMetrics } from './command-metrics';
import { DroppedFrames } from './dropped-frames';
import { MetricsController } from './metrics.controller';
import { RelayMetrics } from './relay-metrics';

function relayMetrics(routing: Routing, sessions: SessionRegistry, log: OperationLog, time: SystemTime): RelayMetrics {
  const commands = new CommandMetrics(time);
  const dropped = new DroppedFrames(sessions);
  routing.watch(commands);
  sessions.watch(dropped);
  return new RelayMetrics({ commands, dropped, sessions, directory: routing.directory, log });
}

/** Counts from the start of the relay on, and tells the operator who asks. */
@Module({
  imports: [RoutingModule],
  controllers: [MetricsController],
  providers: [
    {
      provide: RelayMetrics,
      inject: [Routing, SessionRegistry, OperationLog, SystemTime],
      useFactory: relayMetrics,
    },
  ],
})
export class MetricsModule {}
