import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { ConfigFile } from '../home/config-file';
import { RelayHttp } from '../http/relay-http';

/** Ends the tokens of this machine, here and at the relay. */
@Injectable()
export class Logout {
  constructor(
    private readonly config: ConfigFile,
    private readonly relay: RelayHttp,
  ) {}

  /**
   * False when there were no tokens, or they had ended already.
   *
   * @throws OttoError `relay_unreachable`, ...; then the tokens are kept, to try again
   */
  async run(): Promise<boolean> {
    const { tokens } = await this.config.read();
    if (tokens === undefined) return false;
    const { refreshToken } = tokens;
    const { revoked } = await this.relay.post<{ revoked: boolean }>('/api/auth/revoke', { refreshToken });
    await this.config.change({ tokens: undefined });
    return revoked;
  }

  /** The same for whoever goes on anyhow: false when the relay could not be told. */
  async attempt(): Promise<boolean> {
    try {
      await this.run();
      return true;
    } catch (error) {
      if (!(error instanceof OttoError)) throw error;
      return false;
    }
  }
}
