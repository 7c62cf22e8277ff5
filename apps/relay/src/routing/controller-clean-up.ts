import type { OttoError } from '@otto/protocol';
import type { Controller, OpenRequest } from './controller';
import type { GrantEnds } from './grant-ends';
import type { ListenerDesk } from './listener-desk';
import type { LockRequest } from './lock-request';
import type { LogStreams } from './log-streams';
import type { NodeDirectory } from './node-directory';
import type { StreamDesk } from './stream-desk';

/** Ends everything of a controller that is gone, so that nothing waits, runs, captures or is locked for nobody. */
export class ControllerCleanUp {
  constructor(
    private readonly directory: NodeDirectory,
    private readonly listeners: ListenerDesk,
    private readonly streams: StreamDesk,
    private readonly logStreams: LogStreams,
    private readonly grantEnds: GrantEnds,
  ) {}

  /** `farewell` is the terminal frame of what it waits for, if it can still be reached. */
  end(controller: Controller, farewell: OttoError | undefined): void {
    this.logStreams.end(controller);
    this.grantEnds.forget(controller);
    for (const request of controller.openRequests) this.#endRequest(request, farewell);
    for (const { tabs } of this.directory.all()) tabs.forget(controller);
  }

  #endRequest(request: OpenRequest, farewell: OttoError | undefined): void {
    switch (request.kind) {
      case 'command':
        return this.directory.find(request.nodeId)?.commands.abandon(request, farewell);
      case 'lock':
        return this.#endWaiting(request, farewell);
      case 'listener':
        return this.listeners.stop(request);
      case 'stream':
        return this.streams.end(request, 'cancelled');
    }
  }

  #endWaiting(request: LockRequest, farewell: OttoError | undefined): void {
    const tabs = this.directory.find(request.nodeId)?.tabs;
    if (farewell === undefined) tabs?.withdraw(request);
    else tabs?.refuse(request, farewell);
  }
}
