import { Machine } from './machine';
import type { NodeWorld } from './node-world';
import { Witness } from './witness';

interface Stored {
  readonly nodeId: string;
  readonly tokens: { readonly accessToken: string };
}

/** Another client of a world's relay, whom the node has let in as well. */
export class SecondClient {
  private constructor(
    readonly controller: Witness,
    private readonly machine: Machine,
  ) {}

  static async join({ machine, eye }: NodeWorld): Promise<SecondClient> {
    const own = await Machine.create();
    const { relayUrl } = JSON.parse(await machine.file('config.json')) as { relayUrl: string };
    const at = ['--relay-url', relayUrl];
    await own.json(['client', 'register', '--name', 'second', '--description', 'another program', ...at]);
    await own.json(['client', 'login', ...at]);
    const { clientId } = JSON.parse(await own.file('config.json')) as { clientId: string };
    const { nodeId, tokens } = await eye.inWorker<Stored>('chrome.storage.local.get(["nodeId", "tokens"])');
    const answer = await fetch(`${relayUrl.replace(/^ws/, 'http')}/api/controller/access`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.accessToken}` },
      body: JSON.stringify({ clientId, grant: true }),
    });
    if (!answer.ok) throw new Error(`no grant: ${await answer.text()}`);
    return new SecondClient(await Witness.connect(own, nodeId), own);
  }

  async leave(): Promise<void> {
    this.controller.close();
    await this.machine.remove();
  }
}
