import { Command, CommandRunner } from 'nest-commander';
import { SECRET_PLACES } from '../client/secret-words';
import { ClientSecret } from '../home/client-secret';
import { ConfigFile } from '../home/config-file';
import { OperatorToken } from '../home/operator-token';
import { OttoHome } from '../home/otto-home';
import { Output } from '../output/output';
import { RelayLocation } from '../relay/relay-location';
import type { EffectiveConfig } from './effective-config';

/** What is in effect, wherever it comes from. Secrets are only said to be there. */
@Command({
  name: 'config',
  description: "Print what is in effect: the relay, the node, this machine's identity, files",
})
export class ConfigCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigFile,
    private readonly home: OttoHome,
    private readonly location: RelayLocation,
    private readonly secret: ClientSecret,
    private readonly operatorToken: OperatorToken,
    private readonly output: Output,
  ) {
    super();
  }

  async run(): Promise<void> {
    const [{ nodeId, clientId, tokens, extensionDirectory }, relay] = await Promise.all([
      this.config.read(),
      this.location.address(),
    ]);
    const [place, operatorToken] = await Promise.all([this.secret.place(), this.operatorToken.for(relay.httpUrl)]);
    const isSet = (value: unknown): EffectiveConfig['tokens'] => (value === undefined ? 'unset' : 'set');
    const data: EffectiveConfig = {
      home: this.home.root,
      configFile: this.home.configFile,
      relayUrl: relay.webSocketUrl,
      relayHttpUrl: relay.httpUrl,
      nodeId: nodeId ?? null,
      clientId: clientId ?? null,
      clientSecret: isSet(place),
      clientSecretPlace: place ?? null,
      tokens: isSet(tokens),
      operatorToken: isSet(operatorToken),
      extensionDirectory: extensionDirectory ?? this.home.extensionDirectory,
    };
    const rows: [string, string][] = [
      ['home', data.home],
      ['relay', data.relayUrl],
      ['node', nodeId ?? 'the only one connected'],
      ['client', clientId ?? 'not registered yet'],
      ['client secret', place === undefined ? 'unset' : `set, ${SECRET_PLACES[place]}`],
      ['tokens', data.tokens],
      ['operator token', operatorToken === undefined ? 'unset' : 'set: this user owns the relay'],
      ['extension', data.extensionDirectory],
    ];
    const { dim } = this.output.style;
    const width = Math.max(...rows.map(([name]) => name.length)) + 2;
    const lines = rows.map(([name, value]) => `${dim(name.padEnd(width))}${value}\n`);
    this.output.print(`${lines.join('')}${dim('→')} Change settings with "otto settings <name> <value>".\n`, data);
  }
}
