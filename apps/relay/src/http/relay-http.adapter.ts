import { createServer, type Server } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';
import { answerClientError } from './client-error';
import { HTTP_LIMITS, type HttpLimits } from './http-limits';
import { RelayRequest } from './relay-request';
import { UnfinishedRequests } from './unfinished-requests';

/** Express on a server with bounds: Nest's own adapter makes one that waits minutes for a slow client and holds any number. */
export class RelayHttpAdapter extends ExpressAdapter {
  readonly #limits: HttpLimits;
  #server: Server | undefined;

  constructor(limits: HttpLimits = HTTP_LIMITS) {
    super();
    this.#limits = limits;
  }

  override initHttpServer(): void {
    const limits = this.#limits;
    const server = createServer(
      {
        IncomingMessage: RelayRequest,
        headersTimeout: limits.headersTimeoutMs,
        requestTimeout: limits.requestTimeoutMs,
        keepAliveTimeout: limits.keepAliveTimeoutMs,
        connectionsCheckingInterval: limits.checkIntervalMs,
      },
      this.getInstance(),
    );
    server.maxConnections = limits.maxConnections;
    server.maxRequestsPerSocket = limits.maxRequestsPerSocket;
    // Who sends on without waiting for answers: many thousand requests in a row would be worked off before anybody else's.
    server.on('dropRequest', (_request, socket) => socket.destroy());
    server.on('clientError', answerClientError);
    new UnfinishedRequests(limits.maxUnfinishedPerAddress).watch(server);
    this.#server = server;
    this.setHttpServer(server);
  }

  /** Lets running answers finish for a moment, then cuts them off: a log export may take as long as its reader likes. */
  override async close(): Promise<void> {
    const impatience = setTimeout(() => this.#server?.closeAllConnections(), this.#limits.drainMs);
    try {
      await super.close();
    } finally {
      clearTimeout(impatience);
    }
  }
}
