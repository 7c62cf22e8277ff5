import { Module, type DynamicModule } from '@nestjs/common';
import { OperatorToken } from './operator-token';
import { RelayStorage } from './relay-storage';
import { StartupReport } from './startup-report';

/** Hands the opened storage to the modules that keep their state in it. */
@Module({})
export class StorageModule {
  static with(storage: RelayStorage): DynamicModule {
    const shared = [
      { provide: RelayStorage, useValue: storage },
      { provide: OperatorToken, useValue: storage.operatorToken },
    ];
    return { module: StorageModule, global: true, providers: [...shared, StartupReport], exports: shared };
  }
}
