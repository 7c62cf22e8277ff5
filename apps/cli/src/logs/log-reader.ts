import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import type { Logs, LogsOptions } from '@otto/sdk';
import { Controller } from '../controller/controller';
import { ConfigFile } from '../home/config-file';
import { Invocation } from '../invocation';
import { RelayOwner } from '../relay/relay-owner';

export interface LogReading {
  readonly logs: Logs;
  /** Ends with the run, and says as whom the log is read. */
  readonly as: LogsOptions;
}

/** Reads the log of the relay: what concerns this machine's client, or all of it as the relay's owner. */
@Injectable()
export class LogReader {
  constructor(
    private readonly controller: Controller,
    private readonly config: ConfigFile,
    private readonly owner: RelayOwner,
    private readonly invocation: Invocation,
  ) {}

  /**
   * An owner who is no client yet reads all of it.
   *
   * @throws OttoError `not_relay_owner`; `command_cancelled` at Ctrl+C; what `work` throws
   */
  async read<T>(all: boolean, work: (reading: LogReading) => Promise<T>): Promise<T> {
    const { signal } = this.invocation;
    const asOperator = all || (await this.config.read()).clientId === undefined;
    if (all) await this.owner.assert();
    try {
      return await this.controller.use(({ logs }) => work({ logs, as: { signal, asOperator } }));
    } catch (error) {
      if (signal.aborted) throw new OttoError('command_cancelled');
      throw error;
    }
  }
}
