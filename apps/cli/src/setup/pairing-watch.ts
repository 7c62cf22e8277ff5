import { Injectable } from '@nestjs/common';
import type { PendingPairing } from '@otto/protocol';
import { Controller } from '../controller/controller';
import { ConfigFile } from '../home/config-file';
import { Invocation } from '../invocation';
import { poll } from './poll';

type ShownPairing = PendingPairing & { readonly code: string };

/** A browser that shows its code, or one that may be driven already. */
export type Arrival =
  { readonly kind: 'waits'; readonly pairing: ShownPairing } | { readonly kind: 'connected'; readonly nodeId: string };

const CONNECT_LIMIT_MS = 30_000;

/** Waits for the browser of a person who follows the steps of the setup. */
@Injectable()
export class PairingWatch {
  constructor(
    private readonly controller: Controller,
    private readonly config: ConfigFile,
    private readonly invocation: Invocation,
  ) {}

  /** The next browser that comes, but for the codes that were refused; undefined when Ctrl+C ends the wait. */
  next(refused: ReadonlySet<string>): Promise<Arrival | undefined> {
    const look = (): Promise<Arrival | undefined> =>
      this.controller.use(async (otto) => {
        const [pending, nodes] = await Promise.all([otto.pairing.pending(), otto.nodes.list()]);
        const granted = nodes.find((node) => node.granted);
        if (granted !== undefined) return { kind: 'connected', nodeId: granted.nodeId };
        const pairing = newest(pending, refused);
        return pairing && { kind: 'waits', pairing };
      });
    return poll(look, { signal: this.invocation.signal });
  }

  /** Resolves when that code is not the newest any more: the browser shows another one by now, or has gone on without. */
  async superseded(code: string, signal: AbortSignal): Promise<void> {
    const look = (): Promise<true | undefined> =>
      this.controller.use(async (otto) =>
        newest(await otto.pairing.pending(), new Set())?.code === code ? undefined : true,
      );
    await poll(look, { signal });
  }

  /** Lets it in, and waits until it is connected; false when that takes longer than half a minute. */
  async admit(code: string): Promise<boolean> {
    const { clientId } = await this.config.read();
    const { nodeId } = await this.controller.use((otto) => otto.pairing.approve(code, { clientId }));
    const look = (): Promise<true | undefined> =>
      this.controller.use(async (otto) => {
        const nodes = await otto.nodes.list();
        return nodes.some((node) => node.nodeId === nodeId) ? true : undefined;
      });
    const signal = AbortSignal.any([this.invocation.signal, AbortSignal.timeout(CONNECT_LIMIT_MS)]);
    return (await poll(look, { signal })) ?? false;
  }
}

/** A browser may have asked twice; what it shows is its last code. */
function newest(pending: readonly PendingPairing[], refused: ReadonlySet<string>): ShownPairing | undefined {
  const shown = pending.filter((pairing): pairing is ShownPairing => pairing.code !== undefined);
  const [last] = shown.sort((a, b) => b.expiresAt - a.expiresAt);
  return last === undefined || refused.has(last.code) ? undefined : last;
}
