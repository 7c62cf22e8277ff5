import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AccessModule } from './access/access.module';
import { AuthModule } from './auth/auth.module';
import { ClientsModule } from './clients/clients.module';
import type { Clock } from './config/clock';
import { ConfigModule } from './config/config.module';
import type { RelayConfig } from './config/relay-config';
import { DocsModule } from './docs/docs.module';
import { FrontDoorModule } from './front-door/front-door.module';
import { HealthModule } from './health/health.module';
import { HttpErrorFilter } from './http/http-error.filter';
import { LogsModule } from './logs/logs.module';
import { MetricsModule } from './metrics/metrics.module';
import { NodesModule } from './nodes/nodes.module';
import { PairingModule } from './pairing/pairing.module';
import { RoutingModule } from './routing/routing.module';
import type { RelayStorage } from './storage/relay-storage';
import { StorageModule } from './storage/storage.module';
import { WsModule } from './ws/ws.module';

/** What is made before Nest starts, and closed after it has ended. */
export interface RelayFoundation {
  readonly config: RelayConfig;
  readonly clock: Clock;
  readonly storage: RelayStorage;
}

@Module({
  imports: [
    LogsModule,
    AuthModule,
    FrontDoorModule,
    PairingModule,
    ClientsModule,
    AccessModule,
    NodesModule,
    HealthModule,
    MetricsModule,
    DocsModule,
    WsModule,
    RoutingModule,
  ],
  providers: [{ provide: APP_FILTER, useClass: HttpErrorFilter }],
})
export class AppModule {
  static with({ config, clock, storage }: RelayFoundation): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.with(config, clock), StorageModule.with(storage)] };
  }
}
