import type { ActionName, ActionPayload, NetworkInterceptOptions, NetworkUpdate } from '@otto/protocol';
import { OttoClient } from '@otto/sdk';
import type { Machine } from './machine';

export interface Update {
  readonly updateType: string;
  readonly emittedAt: string;
  readonly data: NetworkUpdate;
}

/** Far longer than anything here takes, so that a spec that waits in vain ends with a reason. */
const PATIENCE_MS = 20_000;

/** The client of a machine as a program that stays connected, with everything that its listeners have told. */
export class Controller {
  readonly #client: OttoClient;
  readonly #nodeId: string;
  readonly #told = new Map<string, Update[]>();
  #onTold: () => void = () => undefined;

  private constructor(client: OttoClient, nodeId: string) {
    this.#client = client;
    this.#nodeId = nodeId;
    client.on('event', ({ requestId, payload }) => {
      if (payload.type !== 'listener_update') return;
      this.#told.set(requestId, [...(this.#told.get(requestId) ?? []), payload as unknown as Update]);
      this.#onTold();
    });
  }

  static async connect(machine: Machine, nodeId: string): Promise<Controller> {
    const { url } = await machine.json<{ url: string }>(['status']);
    const { clientId } = JSON.parse(await machine.file('config.json')) as { clientId: string };
    const clientSecret = (await machine.file('client-secret')).trim();
    const client = new OttoClient({ relayUrl: url, clientId, clientSecret });
    await client.connect();
    return new Controller(client, nodeId);
  }

  /** The data of the result. Throws the OttoError that the command was answered with. */
  async run<A extends ActionName>(action: A, payload: ActionPayload<A>, tabSessionId?: string): Promise<unknown> {
    return (await this.#client.commands.send(action, payload, { nodeId: this.#nodeId, tabSessionId })).data;
  }

  /** The code that a command is refused with. */
  async refusal<A extends ActionName>(action: A, payload: ActionPayload<A>): Promise<string> {
    return this.run(action, payload).then(
      (data) => `no error but ${JSON.stringify(data)}`,
      (error: { code: string }) => error.code,
    );
  }

  async open(url: string): Promise<string> {
    const data = await this.run('primitive.tab.open', { url, waitUntil: 'load' });
    return (data as { tabSessionId: string }).tabSessionId;
  }

  /** The requestId of the subscription. */
  async subscribe(options: NetworkInterceptOptions): Promise<string> {
    const data = await this.run('listener.subscribe', { listener: 'network.http_intercept', options: { ...options } });
    return (data as { requestId: string }).requestId;
  }

  async unsubscribe(targetRequestId: string): Promise<unknown> {
    return this.run('listener.unsubscribe', { targetRequestId });
  }

  /** What a listener has told until now. */
  told(requestId: string): Update[] {
    return this.#told.get(requestId) ?? [];
  }

  /** The first update of a listener that fits, when it is there. */
  async update(requestId: string, fits: (update: Update) => boolean): Promise<Update> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = this.told(requestId).find(fits);
      if (found !== undefined) return found;
      const leftMs = end - Date.now();
      if (leftMs <= 0) throw new Error(`in vain; told: ${JSON.stringify(this.told(requestId))}`);
      await this.#news(leftMs);
    }
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  #news(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      this.#onTold = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
