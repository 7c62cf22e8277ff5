import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { RelayStorage } from '../storage/relay-storage';

type Phase = 'starting' | 'serving' | 'stopping';

/** Whether the relay can do its work now; a load balancer or `otto start` asks before it sends anybody here. */
@Injectable()
export class Readiness implements OnApplicationBootstrap, OnModuleDestroy {
  #phase: Phase = 'starting';

  constructor(private readonly storage: RelayStorage) {}

  onApplicationBootstrap(): void {
    this.#phase = 'serving';
  }

  onModuleDestroy(): void {
    this.#phase = 'stopping';
  }

  /** @throws OttoError `relay_starting`, `relay_shutting_down`, `storage_unavailable` */
  assertReady(): void {
    if (this.#phase === 'starting') throw new OttoError('relay_starting');
    if (this.#phase === 'stopping') throw new OttoError('relay_shutting_down');
    if (!this.storage.healthy) throw new OttoError('storage_unavailable');
  }
}
