import { Global, Module } from '@nestjs/common';
import { RelayConfig } from '../config/relay-config';
import { FrontDoor } from './front-door';

/** One front door for HTTP (middleware) and WebSocket upgrades (adapter). */
@Global()
@Module({
  providers: [
    { provide: FrontDoor, inject: [RelayConfig], useFactory: (config: RelayConfig) => new FrontDoor(config) },
  ],
  exports: [FrontDoor],
})
export class FrontDoorModule {}
