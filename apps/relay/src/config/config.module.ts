import { Module, type DynamicModule } from '@nestjs/common';
import { CLOCK, type Clock } from './clock';
import { RelayConfig } from './relay-config';

/** Hands the configuration and the clock, both made before Nest starts, to every provider. */
@Module({})
export class ConfigModule {
  static with(config: RelayConfig, clock: Clock): DynamicModule {
    const providers = [
      { provide: RelayConfig, useValue: config },
      { provide: CLOCK, useValue: clock },
    ];
    return { module: ConfigModule, global: true, providers, exports: [RelayConfig, CLOCK] };
  }
}
