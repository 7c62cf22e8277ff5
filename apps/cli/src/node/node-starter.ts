import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { ensurePrivateDirectory } from '@otto/store';
import { dirname } from 'node:path';
import { BUILT, builtFile } from '../built-file';
import { OttoHome } from '../home/otto-home';
import { Invocation } from '../invocation';
import { RelayLocation } from '../relay/relay-location';
import { awaitConnection, type ConnectedNode } from './await-connection';
import type { Browser } from './find-browser';
import { HostProcess } from './host-process';
import type { NodePlan } from './host-messages';
import { NodeRelay } from './node-relay';
import { nodeProfile } from './node-profile';
import { isNodeRunning, nodeFiles, readNodeRecord, type NodeRecord } from './node-record';

export interface NodeStartRequest {
  readonly browser: Browser;
  readonly headless: boolean;
  /** Directory for the browser's profile; the default one under OTTO_HOME when left out. */
  readonly profile: string | undefined;
  /** Further flags for the browser. */
  readonly flags: readonly string[];
  /** Told when somebody else has to approve the node's code. */
  onForeignApproval(code: string): void;
}

export type StartedNode = NodeRecord & Pick<ConnectedNode, 'paired'>;

/** Brings a browser of this machine up as a node. */
@Injectable()
export class NodeStarter {
  constructor(
    private readonly invocation: Invocation,
    private readonly home: OttoHome,
    private readonly location: RelayLocation,
    private readonly relay: NodeRelay,
  ) {}

  /**
   * Resolves when the node is connected. Whatever goes wrong, and on Ctrl+C, no process is left.
   *
   * @throws OttoError `relay_unreachable`, `node_already_running`, `not_built`, `browser_start_failed`, `node_not_ready`
   */
  async start(request: NodeStartRequest): Promise<StartedNode> {
    const { signal, env } = this.invocation;
    const plan = await this.#plan(request);
    const { directory, record, log } = nodeFiles(plan.nodesDirectory, plan.name);
    await refuseIfRunning(await readNodeRecord(record));
    await this.relay.assertReady(signal);
    await ensurePrivateDirectory(directory, 'OTTO_HOME');
    const host = await HostProcess.start(plan, builtFile(BUILT.launcher, 'The otto command'), log, env);
    try {
      const { nodeId, paired } = await awaitConnection(host, {
        approve: (code) => this.relay.approve(code),
        onForeignApproval: (code) => request.onForeignApproval(code),
        logFile: log,
        signal,
      });
      return { ...(await host.release(nodeId, signal)), paired };
    } catch (error) {
      await host.abandon();
      throw error;
    }
  }

  async #plan({ browser, headless, profile: wanted, flags }: NodeStartRequest): Promise<NodePlan> {
    const { nodesDirectory } = this.home;
    const { name, directory: profile } = nodeProfile(nodesDirectory, wanted);
    const { webSocketUrl: relayUrl } = await this.location.address();
    const extension = dirname(builtFile(BUILT.extensionManifest, 'The extension'));
    return { name, nodesDirectory, profile, browser, headless, flags, relayUrl, extension };
  }
}

async function refuseIfRunning(record: NodeRecord | undefined): Promise<void> {
  if (record !== undefined && (await isNodeRunning(record))) {
    throw new OttoError('node_already_running', { pid: record.host.pid });
  }
}
