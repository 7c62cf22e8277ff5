import { Injectable } from '@nestjs/common';
import { OttoClient, type WebSocketConstructor } from '@otto/sdk';
import { OperatorToken } from '../home/operator-token';
import { nodeHttpTransport } from '../http/node-http-transport';
import { RelayLocation } from '../relay/relay-location';
import { ControllerIdentity } from './controller-identity';

/** This machine as a controller. */
@Injectable()
export class Controller {
  constructor(
    private readonly location: RelayLocation,
    private readonly identity: ControllerIdentity,
    private readonly operatorToken: OperatorToken,
  ) {}

  /** Gives `work` a client of this machine's identity for its HTTP calls. */
  use<T>(work: (otto: OttoClient) => Promise<T>): Promise<T> {
    return this.#use(undefined, work);
  }

  /** The same for commands: what they need of a WebSocket is loaded only here. */
  async useConnected<T>(work: (otto: OttoClient) => Promise<T>): Promise<T> {
    const { WebSocket } = await import('ws');
    return this.#use(WebSocket, work);
  }

  async #use<T>(webSocket: WebSocketConstructor | undefined, work: (otto: OttoClient) => Promise<T>): Promise<T> {
    const relayUrl = await this.location.address();
    const [identity, operatorToken] = await Promise.all([
      this.identity.read(),
      this.operatorToken.for(relayUrl.httpUrl),
    ]);
    const otto = new OttoClient({ relayUrl, operatorToken, webSocket, http: nodeHttpTransport, ...identity });
    try {
      return await work(otto);
    } finally {
      await otto.close();
    }
  }
}
