import { setTimeout as pass } from 'node:timers/promises';
import { CLOSE_CODES } from '@otto/protocol';
import { ChaosController } from './chaos-controller';
import { ChaosNode } from './chaos-node';
import type { ChaosRelay } from './chaos-relay';
import { Dice } from './dice';
import { Vandal } from './vandal';

export interface ChaosOptions {
  readonly seconds: number;
  readonly seed: number;
}

export interface ChaosReport {
  /** What the relay has done wrong; empty when it has kept its promises. */
  readonly complaints: readonly string[];
  readonly commands: number;
  readonly sessions: number;
  /** What the relay held when everybody had left: after a little chaos, and after all of it. */
  readonly baseBytes: number;
  readonly finalBytes: number;
}

const WARM_UP_MS = 1000;
const VANDALS = 4;
/** Longer than any command of the chaos may take. */
const PATIENCE_MS = 6000;
const COMMANDS_AT_THE_END = 8;
/** For the relay to see that sockets have closed. */
const SETTLING_MS = 500;

/** Everything that peers can do to a relay, all at once, and then SIGTERM. */
export class Chaos {
  readonly #controllers: readonly ChaosController[];
  readonly #nodes: readonly ChaosNode[];
  readonly #vandals: readonly Vandal[];

  constructor(
    private readonly relay: ChaosRelay,
    private readonly options: ChaosOptions,
  ) {
    const { wsUrl, port, controllers, nodes } = relay;
    const nodeIds = nodes.map(({ name }) => name) as [string, ...string[]];
    let { seed } = options;
    const dice = (): Dice => new Dice((seed += 1));
    this.#controllers = controllers.map((identity) => new ChaosController(wsUrl, identity, nodeIds, dice()));
    this.#nodes = nodes.map((identity) => new ChaosNode(wsUrl, identity, dice()));
    this.#vandals = Array.from({ length: VANDALS }, () => new Vandal(port, dice()));
  }

  async run(): Promise<ChaosReport> {
    await this.#rage(WARM_UP_MS);
    const baseBytes = await this.#empty();
    await this.#rage(this.options.seconds * 1000);
    const finalBytes = await this.#empty();
    const complaints = await this.#end();
    return {
      complaints: [...this.#controllers.flatMap((controller) => controller.complaints), ...complaints],
      commands: sum(this.#controllers.map(({ commands }) => commands)),
      sessions: sum(this.#controllers.map(({ sessions }) => sessions)),
      baseBytes,
      finalBytes,
    };
  }

  async #rage(forMs: number): Promise<void> {
    const stop = new AbortController();
    const others = [...this.#nodes, ...this.#vandals].map((peer) => peer.live(stop.signal));
    const controllers = this.#controllers.map(async (controller) => {
      await controller.live(stop.signal);
      await controller.settle(PATIENCE_MS);
    });
    await pass(forMs);
    stop.abort();
    await Promise.all([...others, ...controllers]);
  }

  /** Everybody leaves; resolves with what the relay still holds then. */
  async #empty(): Promise<number> {
    for (const peer of [...this.#controllers, ...this.#nodes]) peer.leave();
    await pass(SETTLING_MS);
    return this.relay.heldBytes();
  }

  /** SIGTERM while every controller has commands under way. */
  async #end(): Promise<string[]> {
    for (const node of this.#nodes) {
      node.isHolding = true;
      await node.connect();
    }
    await Promise.all(this.#controllers.map((controller) => controller.beginCommands(COMMANDS_AT_THE_END)));
    const farewells = this.#controllers.map((controller) => controller.farewell());
    const { exitCode, stderr } = await this.relay.terminate();
    const codes = await Promise.all(farewells);
    const wrong = codes.filter((code) => code !== CLOSE_CODES.goingAway.code);
    return [
      ...wrong.map((code) => `a controller was closed with ${code} when the relay went`),
      ...(exitCode === 0 ? [] : [`the relay ended with ${exitCode}: ${stderr}`]),
    ];
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
