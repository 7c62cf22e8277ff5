import { Global, Module } from '@nestjs/common';
import { SystemTime } from '@otto/locks';
import { CLOCK, type Clock } from '../config/clock';
import { SessionRegistry } from './session-registry';
import { Strangers } from './strangers';

/** Who is connected: asked for by everything that revokes, lists or tells. It stands below identity and routing. */
@Global()
@Module({
  providers: [
    { provide: SystemTime, inject: [CLOCK], useFactory: (clock: Clock) => new SystemTime(clock) },
    Strangers,
    {
      provide: SessionRegistry,
      inject: [Strangers],
      useFactory: (strangers: Strangers) => new SessionRegistry(strangers),
    },
  ],
  exports: [SystemTime, Strangers, SessionRegistry],
})
export class SessionsModule {}
