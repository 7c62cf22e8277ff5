import { Injectable } from '@nestjs/common';
import type { TokenPair } from '@otto/protocol';
import { ClientSecret } from '../home/client-secret';
import { ConfigFile } from '../home/config-file';

/** Who this machine is to the relay. */
export interface Identity {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
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
    const [{ clientId, tokens }, stored] = await Promise.all([this.config.read(), this.secret.read()]);
    return {
      clientId,
      clientSecret: stored?.clientSecret,
      tokens,
      onTokens: (renewed) => this.config.change({ tokens: renewed }),
      loadTokens: async () => (await this.config.read()).tokens,
    };
  }
}
