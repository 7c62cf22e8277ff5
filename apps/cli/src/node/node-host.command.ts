import { toOttoError } from '@otto/protocol';
import { CommandRunner, SubCommand } from 'nest-commander';
import { Invocation } from '../invocation';
import { hostNode } from './node-host';
import { StarterChannel, type ParentProcess } from './starter-channel';

/** The supervisor that `otto node start` leaves behind. Its output is the node's log file. Not for people, hence without a description. */
@SubCommand({ name: 'host', arguments: '<name>' })
export class NodeHostCommand extends CommandRunner {
  constructor(private readonly invocation: Invocation) {
    super();
  }

  async run(): Promise<void> {
    const { env, stderr, signal } = this.invocation;
    const log = (line: string): void => {
      stderr.write(`${new Date().toISOString()} ${line}\n`);
    };
    const starter = new StarterChannel(process as ParentProcess);
    try {
      await hostNode(await starter.plan, { starter, env, stop: signal, log });
    } catch (error) {
      starter.fail(toOttoError(error));
      throw error;
    } finally {
      starter.close();
    }
  }
}
