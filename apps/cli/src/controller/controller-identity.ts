import { Injectable } from '@nestjs/common';
import type { TokenPair } from '@otto/protocol';
import { ClientSecret } from '../home/client-secret';
import { ConfigFile } from '../home/config-file';

/** Who this machine is to the relay. */
export interface Identity {
  readonly clientId: string | undefined;
  /** Read when it is needed to log in. */
  readonly clientSecret: () => Promise<string | undefined>;
  readonly tokens: TokenPair | undefined;
  readonly onTokens: (tokens: TokenPair) => Promise<void>;
  readonly loadTokens: () => Promise<TokenPair | undefined>;
}

@Injectable()
export class ControllerIdentity {
  constructor(
    private readonly config: ConfigFile,
    private readonly secret: ClientSecret,
  ) {}

  async read(): Promise<Identity> {
    const { clientId, tokens } = await this.config.read();
    return {
      clientId,
      clientSecret: () => this.secret.read(),
      tokens,
      onTokens: (renewed) => this.config.change({ tokens: renewed }),
      loadTokens: async () => (await this.config.read()).tokens,
    };
  }
}
