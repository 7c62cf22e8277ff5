import { NodeDirectory } from './node-directory';
import { NodeHome, type NodeHomeOptions } from './node-home';

/** The homes of the nodes of this process. */
export class LocalNodes extends NodeDirectory {
  readonly #homes = new Map<string, NodeHome>();

  constructor(private readonly options: Omit<NodeHomeOptions, 'onIdle'>) {
    super();
  }

  find(nodeId: string): NodeHome | undefined {
    return this.#homes.get(nodeId);
  }

  home(nodeId: string): NodeHome {
    const known = this.#homes.get(nodeId);
    if (known !== undefined) return known;
    const home = new NodeHome(nodeId, { ...this.options, onIdle: (idle) => this.release(idle) });
    this.#homes.set(nodeId, home);
    return home;
  }

  all(): Iterable<NodeHome> {
    return this.#homes.values();
  }

  release(home: NodeHome): void {
    if (home.isIdle && this.#homes.get(home.nodeId) === home) this.#homes.delete(home.nodeId);
  }

  close(): void {
    for (const home of this.#homes.values()) home.commands.close();
    this.#homes.clear();
  }
}
