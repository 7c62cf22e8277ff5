import { Global, Module } from '@nestjs/common';
import { AccessRequests, Grants } from '@otto/acl';
import { CLOCK, type Clock } from '../config/clock';
import { RelayStorage } from '../storage/relay-storage';
import { AccessController } from './access.controller';
import { AccessService } from './access.service';

const MAX_ACCESS_REQUESTS = 10_000;

/** Grants are asked for by routing, pairing and client removal as well. */
@Global()
@Module({
  controllers: [AccessController],
  providers: [
    AccessService,
    {
      provide: Grants,
      inject: [RelayStorage, CLOCK],
      useFactory: (storage: RelayStorage, clock: Clock) => new Grants(storage.grants, clock),
    },
    {
      provide: AccessRequests,
      inject: [CLOCK],
      useFactory: (clock: Clock) => new AccessRequests({ clock, maxEntries: MAX_ACCESS_REQUESTS }),
    },
  ],
  exports: [Grants, AccessRequests],
})
export class AccessModule {}
