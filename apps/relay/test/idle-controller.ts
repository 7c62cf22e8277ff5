import type { Peer } from '../src/routing/peer';
import { Controller } from '../src/routing/controller';

/** A controller that takes whatever it is sent. */
export function idleController(id = 'ses_a'): Controller {
  const take = (): boolean => true;
  const peer: Peer = { id, isOpen: true, isCongested: false, send: take, sendLater: take, offer: take };
  return new Controller(peer, 'clt_a', 'ctl_a', 10);
}
