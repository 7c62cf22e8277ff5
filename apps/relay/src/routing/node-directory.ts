import type { NodeHome } from './node-home';

/**
 * Where the homes of nodes are found. Today this process holds them all; relays that share their nodes put a directory here
 * whose homes hand on to the relay that has the node.
 */
export abstract class NodeDirectory {
  /** The home of a node that is connected, or of which something is left, such as a lease. */
  abstract find(nodeId: string): NodeHome | undefined;
  /** The home of a node, made if there is none. */
  abstract home(nodeId: string): NodeHome;
  abstract all(): Iterable<NodeHome>;
  /** Forgets a home in which nothing is left. */
  abstract release(home: NodeHome): void;
  /** Forgets all homes. For when the sessions of all peers have ended. */
  abstract close(): void;
}
