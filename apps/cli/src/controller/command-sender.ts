import { Injectable } from '@nestjs/common';
import { Invocation } from '../invocation';
import { Output } from '../output/output';
import { Controller } from './controller';
import type { Progress } from '../output/spinner';
import { NodeChoice } from './node-choice';
import { RemoteNode } from './remote-node';

/** Brings a command line to a node. */
@Injectable()
export class CommandSender {
  constructor(
    private readonly controller: Controller,
    private readonly nodeChoice: NodeChoice,
    private readonly invocation: Invocation,
    private readonly output: Output,
  ) {}

  /**
   * Gives `work` the node that `nodeId` names, or that is chosen without it; shows `label`, or what `work` says instead,
   * while it runs.
   */
  onNode<T>(
    nodeId: string | undefined,
    label: string,
    work: (node: RemoteNode, progress: Progress) => Promise<T>,
  ): Promise<T> {
    return this.controller.useConnected(async (otto) => {
      const progress = this.output.progress(label);
      try {
        const chosen = await this.nodeChoice.choose(otto, nodeId);
        return await work(new RemoteNode(otto, chosen, this.invocation.signal), progress);
      } finally {
        progress.end();
      }
    });
  }
}
