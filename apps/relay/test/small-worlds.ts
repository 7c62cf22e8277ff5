import { RelayWorld, type WorldOptions } from './relay-world';
import type { WorldPeer } from './world-peer';

export interface WorldOfOne {
  readonly world: RelayWorld;
  readonly node: WorldPeer;
  readonly ada: WorldPeer;
}

export interface WorldOfTwo extends WorldOfOne {
  readonly bob: WorldPeer;
}

/** A world with one node, `node_a`, and Ada, a controller of `clt_a` that may drive it. */
export function worldOfOne(options?: WorldOptions): WorldOfOne {
  const world = new RelayWorld(options);
  return { world, node: world.node('node_a', 'clt_a'), ada: world.controller('clt_a') };
}

/** The same with Bob, a controller of `clt_b` that may drive it too. */
export function worldOfTwo(options?: WorldOptions): WorldOfTwo {
  const one = worldOfOne(options);
  one.world.grant('clt_b', 'node_a');
  return { ...one, bob: one.world.controller('clt_b') };
}
