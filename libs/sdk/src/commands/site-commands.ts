import { LIMITS, type ActionPayload, type CommandDescriptor } from '@otto/protocol';
import { policyTimeoutMs } from './timeout-policy';

type List = (nodeId: string) => Promise<readonly CommandDescriptor[]>;

interface Known {
  readonly descriptors: Promise<readonly CommandDescriptor[]>;
  readonly at: number;
}

/** An extension that is updated may know other commands. */
const MAX_AGE_MS = 60_000;
const MAX_NODES = 100;

/** What nodes tell of their site commands, remembered for a while. */
export class SiteCommands {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly list: List,
    private readonly clock: () => number,
  ) {}

  /** ms that the command asks for; the general default where the node does not tell. Never rejects. */
  async timeoutMs(nodeId: string, { site, command, input = {} }: ActionPayload<'command.run'>): Promise<number> {
    const descriptors = await this.#descriptors(nodeId).catch(() => []);
    const descriptor = descriptors.find((known) => known.site === site && isNamed(known, command));
    const policy = descriptor?.timeoutPolicy;
    return policy ? policyTimeoutMs(policy, input) : LIMITS.commandTimeoutMs.default;
  }

  #descriptors(nodeId: string): Promise<readonly CommandDescriptor[]> {
    const known = this.#known.get(nodeId);
    if (known && this.clock() - known.at < MAX_AGE_MS) return known.descriptors;
    const descriptors = this.list(nodeId);
    this.#known.delete(nodeId);
    this.#known.set(nodeId, { descriptors, at: this.clock() });
    // What does not answer now may answer the next time.
    descriptors.catch(() => this.#known.delete(nodeId));
    const [oldest] = this.#known.keys();
    if (this.#known.size > MAX_NODES && oldest !== undefined) this.#known.delete(oldest);
    return descriptors;
  }
}

function isNamed({ id, aliases = [] }: CommandDescriptor, name: string): boolean {
  return id === name || aliases.includes(name);
}
