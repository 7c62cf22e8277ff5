import { grantCovers, grantReaches, type Grant, type Grants } from '@otto/acl';
import { Deadline, type Time } from '@otto/locks';
import { OttoError } from '@otto/protocol';
import type { Controller, OpenRequest } from './controller';
import type { Controllers } from './controllers';
import type { ListenerDesk } from './listener-desk';
import type { NodeDirectory } from './node-directory';
import type { StreamDesk } from './stream-desk';

/** Grants may end later than a timer can run. */
const LONGEST_TIMER_MS = 24 * 60 * 60 * 1000;

export interface GrantEndsOptions {
  readonly grants: Pick<Grants, 'find' | 'watch'>;
  readonly controllers: Controllers;
  readonly directory: NodeDirectory;
  readonly listeners: ListenerDesk;
  readonly streams: StreamDesk;
  readonly time: Time;
}

/**
 * Sees to it that nothing of a client goes on at a node for which it is not granted any more: when the grant is taken back,
 * when it is replaced by a narrower one, and when its time is over.
 */
export class GrantEnds {
  readonly #deadlines = new Map<Controller, Map<string, Deadline>>();

  constructor(private readonly options: GrantEndsOptions) {
    options.grants.watch((before) => this.#changed(before));
  }

  /** Something of a controller has begun under a grant. */
  watch(controller: Controller, { nodeId, expiresAt }: Grant): void {
    if (expiresAt === undefined || this.#deadlines.get(controller)?.has(nodeId)) return;
    const { time } = this.options;
    const leftMs = Math.min(Math.max(expiresAt - time.now(), 0), LONGEST_TIMER_MS);
    const ofController = this.#deadlines.get(controller) ?? new Map<string, Deadline>();
    ofController.set(nodeId, new Deadline(time, leftMs, () => this.#review(controller, nodeId)));
    this.#deadlines.set(controller, ofController);
  }

  /** A controller is gone. */
  forget(controller: Controller): void {
    for (const deadline of this.#deadlines.get(controller)?.values() ?? []) deadline.clear();
    this.#deadlines.delete(controller);
  }

  #changed(before: Grant): void {
    for (const controller of this.options.controllers.all()) {
      if (controller.clientId === before.clientId) this.#review(controller, before.nodeId, before);
    }
  }

  #review(controller: Controller, nodeId: string, before?: Grant): void {
    const grant = this.options.grants.find(controller.clientId, nodeId);
    this.#deadlines.get(controller)?.get(nodeId)?.clear();
    this.#deadlines.get(controller)?.delete(nodeId);
    for (const request of controller.openRequests) {
      if (request.nodeId !== nodeId) continue;
      const refusal = refusalOf(request, grant, before);
      // One may have ended with another: a listener with its stream.
      if (refusal !== undefined && controller.find(request.requestId) === request) this.#end(request, refusal);
    }
    if (grant !== undefined) this.watch(controller, grant);
    else this.options.directory.find(nodeId)?.tabs.release(controller);
  }

  #end(request: OpenRequest, refusal: OttoError): void {
    const { directory, listeners, streams } = this.options;
    switch (request.kind) {
      case 'command':
        return directory.find(request.nodeId)?.commands.abandon(request, refusal);
      case 'lock':
        return directory.find(request.nodeId)?.tabs.refuse(request, refusal);
      case 'listener':
        return listeners.end(request, refusal);
      case 'stream':
        return streams.end(request, 'failed');
    }
  }
}

/** Why something may not go on under the grant that there is now; undefined when it may. */
function refusalOf(request: OpenRequest, grant: Grant | undefined, before: Grant | undefined): OttoError | undefined {
  const { nodeId } = request;
  if (grant === undefined) return new OttoError('acl_missing_node_grant', { nodeId });
  // A lease needs no more than that there is a grant.
  if (request.kind === 'lock') return undefined;
  const action = actionOf(request);
  if (!grantCovers(grant, action)) return new OttoError('forbidden_action', { action });
  // The node holds what it does to the sites that it was told in the beginning.
  if (before === undefined || grantReaches(grant, before)) return undefined;
  return new OttoError('grant_site_mismatch', { sites: (grant.sites ?? []).join(', ') });
}

function actionOf(request: Exclude<OpenRequest, { kind: 'lock' }>): string {
  if (request.kind === 'command') return request.action;
  return request.kind === 'listener' ? 'listener.subscribe' : 'command.test';
}
