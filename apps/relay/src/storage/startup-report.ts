import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { OperationLog } from '@otto/logs';
import { RelayConfig } from '../config/relay-config';
import { RelayStorage } from './relay-storage';

/** Puts on record with what the relay starts (the lives of tokens, what was found in each journal), and every failure of a journal. */
@Injectable()
export class StartupReport implements OnApplicationBootstrap {
  constructor(
    private readonly config: RelayConfig,
    private readonly storage: RelayStorage,
    private readonly log: OperationLog,
  ) {}

  onApplicationBootstrap(): void {
    const { tokenTtlMs: accessTtlMs, refreshTtlMs } = this.config;
    const { reports } = this.storage;
    const isDamaged = Object.values(reports).some(({ malformed, torn }) => malformed + torn > 0);
    this.log.write({
      level: isDamaged ? 'warn' : 'info',
      source: 'relay',
      type: 'relay_started',
      data: { pid: process.pid, ttl: { accessTtlMs, refreshTtlMs }, stores: reports },
    });
    this.storage.failures.report((journal, error) => this.#failed(journal, error));
  }

  #failed(journal: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.log.write({ level: 'error', source: 'relay', type: 'journal_failed', data: { journal, reason } });
  }
}
