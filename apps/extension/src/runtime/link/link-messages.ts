import type { Envelope, TokenPair } from '@otto/protocol';
import type { ShownError } from '../node-status';
import type { LinkReport } from './link-report';
import type { Challenge } from './pairing-machine';

/** The name of the chrome.runtime port between the worker and the offscreen document. */
export const LINK_PORT = 'otto.link';

/** What the link needs to know; the worker reads it from storage, which the offscreen document cannot. */
export interface LinkConfig {
  /** `ws(s)://host:port`, checked. */
  readonly relayUrl?: string | undefined;
  readonly nodeId: string;
  /** Whether the user wants the node to be connected. */
  readonly connect: boolean;
  /** Names of the actions that the node can do. */
  readonly capabilities: readonly string[];
  /** As stored, for this relay; the link itself holds newer ones while it runs. */
  readonly tokens?: TokenPair | undefined;
  readonly pairing?: Challenge | undefined;
}

/** Worker -> offscreen document. */
export type ToLink =
  | { readonly type: 'configure'; readonly config: LinkConfig }
  /** The user does not want to wait for the next attempt. */
  | { readonly type: 'retry' }
  | { readonly type: 'new_code' }
  /** The relay refuses the access token: get another. Answered by `renewed`. */
  | { readonly type: 'renew' }
  /** A frame to send, already serialised, which ends the command `requestId`: kept until it could be sent. `confirm` asks for an `answered`. */
  | { readonly type: 'answer'; readonly requestId: string; readonly text: string; readonly confirm?: boolean }
  /** Frames that are lost without a connection, and wait for their turn in a slow one; answered with `events_passed`. */
  | { readonly type: 'events'; readonly batch: number; readonly texts: readonly string[] }
  /** Whether the worker has to live on, and to be started again when it was killed, although no command runs. */
  | { readonly type: 'stay'; readonly wanted: boolean };

/** Offscreen document -> worker. */
export type FromLink =
  | { readonly type: 'report'; readonly report: LinkReport }
  /** `receivedAt`, in ms since 1970, stays the same when the frame is handed to another life of the worker. */
  | { readonly type: 'frame'; readonly frame: Envelope; readonly receivedAt: number }
  /** An answer has gone out, or waits for a connection. */
  | { readonly type: 'answered'; readonly requestId: string }
  | { readonly type: 'events_passed'; readonly batch: number }
  /** To be stored: tokens and pending challenge of that relay; null when there are none any more. */
  | { readonly type: 'tokens'; readonly relayUrl: string; readonly tokens: TokenPair | null }
  /** Answers `renew`: the tokens that hold now, and for which relay. */
  | { readonly type: 'renewed'; readonly relayUrl: string; readonly tokens: TokenPair }
  /** The same, when there are none. */
  | { readonly type: 'not_renewed'; readonly error: ShownError }
  | { readonly type: 'pairing'; readonly relayUrl: string; readonly pairing: Challenge | null }
  /** Keeps the worker alive while it runs commands: a message on a port restarts its idle timer. */
  | { readonly type: 'keepalive' };
