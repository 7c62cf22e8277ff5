import { IncomingMessage } from 'node:http';

/**
 * A request as Node's parser fills it in. Where somebody listens for upgrades, Node hands every request to them that offers
 * any other protocol; those that would only like HTTP/2, as curl and Java do, are requests like all others here
 * (RFC 9110, 7.8).
 */
export class RelayRequest extends IncomingMessage {
  // Not a field of its own: the constructor of IncomingMessage sets `upgrade` before there would be one.
  declare private offersProtocol: boolean | null;

  get upgrade(): boolean {
    const isWebSocket = this.headers.upgrade?.toLowerCase() === 'websocket';
    return this.offersProtocol === true && (isWebSocket || this.method === 'CONNECT');
  }

  set upgrade(offersProtocol: boolean | null) {
    this.offersProtocol = offersProtocol;
  }
}
