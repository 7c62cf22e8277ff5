import { Injectable } from '@nestjs/common';
import type { TokenPair } from '@otto/protocol';
import { ClientSecret } from '../home/client-secret';
import { ConfigFile, type Config } from '../home/config-file';

/** Who this machine is to the relay. It may become another client while a long command runs, which goes on as it was. */
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
    const isSame = (now: Config): boolean => now.clientId === clientId;
    return {
      clientId,
      clientSecret: async () => (isSame(await this.config.read()) ? this.secret.read() : undefined),
      tokens,
      onTokens: (renewed) => this.config.change((now) => (isSame(now) ? { tokens: renewed } : {})),
      loadTokens: async () => {
        const now = await this.config.read();
        return isSame(now) ? now.tokens : undefined;
      },
    };
  }
}
