import { Injectable } from '@nestjs/common';
import type { ConnectedNode } from '@otto/sdk';
import { Controller } from '../controller/controller';
import { ExtensionFiles, type Update } from '../extension/extension-files';
import { loadingSteps } from '../extension/loading-steps';
import { ClientStep } from './client-step';
import { RelayStep } from './relay-step';
import type { SetupReport } from './setup-report';
import type { SetupScreen } from './setup-screen';

export interface SetupOptions {
  readonly skipDaemon?: boolean;
  readonly skipExtension?: boolean;
}

/**
 * Everything that a machine needs besides a browser that was let in: relay, identity, extension. What is there already is
 * left as it is, so it may be repeated; each step is whole or did not happen.
 */
@Injectable()
export class Setup {
  constructor(
    private readonly relay: RelayStep,
    private readonly client: ClientStep,
    private readonly extension: ExtensionFiles,
    private readonly controller: Controller,
  ) {}

  /** @throws OttoError of the step that failed; those before it need not be done again */
  async run({ skipDaemon = false, skipExtension = false }: SetupOptions, screen: SetupScreen): Promise<SetupReport> {
    const warnings: string[] = [];
    const warn = (text: string | undefined): void => {
      if (text === undefined) return;
      warnings.push(text);
      screen.warn(text);
    };
    const { advice, ...relay } = await screen.during(
      'Looking for the relay',
      () => this.relay.run({ skipDaemon }),
      ({ status, url }) => `The relay ${RELAY_WORDS[status]} at ${url}`,
    );
    warn(advice);
    const { warning, ...client } = await screen.during(
      'Registering this machine',
      () => this.client.run(),
      ({ status, clientId }) =>
        `This machine is ${status === 'registered' ? '' : 'already '}${clientId}, and logged in`,
    );
    warn(warning);
    const extension = skipExtension ? null : await this.#unpack(screen);
    const nodes = await this.controller.use((otto) => otto.nodes.list());
    return { relay, client, extension, nodes, warnings, nextSteps: nextSteps(relay.url, extension, nodes) };
  }

  #unpack(screen: SetupScreen): Promise<Update> {
    return screen.during(
      'Unpacking the extension',
      () => this.extension.update({}),
      ({ status, version, directory }) =>
        `Version ${version} of the extension is ${status === 'already_current' ? 'already ' : ''}unpacked in ${directory}`,
    );
  }
}

const RELAY_WORDS = {
  started: 'runs',
  already_running: 'runs already',
  remote: 'answers',
  skipped: 'was not started; it is expected',
} as const;

/** What only a person can do, as far as it is not done. */
function nextSteps(relayUrl: string, extension: Update | null, nodes: readonly ConnectedNode[]): string[] {
  if (nodes.some(({ granted }) => granted)) return [];
  return [
    ...(extension === null ? [] : loadingSteps(extension.directory)),
    `Click the icon of Otto, enter ${relayUrl} and choose "Connect".`,
    'Let the browser in with the code that it shows: otto pair <code>',
  ];
}
