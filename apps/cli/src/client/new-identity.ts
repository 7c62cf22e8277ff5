import { Injectable } from '@nestjs/common';
import type { ControllerRegisterAnswer } from '@otto/protocol';
import { ClientSecret } from '../home/client-secret';
import { ConfigFile } from '../home/config-file';
import { RelayLocation } from '../relay/relay-location';

export interface KeptIdentity {
  readonly secretFile: string;
  /** The client that this machine was before. */
  readonly replaced: string | undefined;
  /** A secret in the environment is used instead of the new one. */
  readonly outdone: boolean;
}

/** Makes a client that was just registered the identity of this machine. */
@Injectable()
export class NewIdentity {
  constructor(
    private readonly config: ConfigFile,
    private readonly secret: ClientSecret,
    private readonly location: RelayLocation,
  ) {}

  /** Its secret first: an identity without one could not log in. */
  async keep(client: ControllerRegisterAnswer): Promise<KeptIdentity> {
    const { clientId: replaced } = await this.config.read();
    const secretFile = await this.secret.write(client.clientSecret);
    // An identity belongs to the relay that knows it.
    const { webSocketUrl: relayUrl } = await this.location.address();
    await this.config.change({ clientId: client.clientId, tokens: undefined, relayUrl });
    return { secretFile, replaced, outdone: (await this.secret.read())?.source === 'environment' };
  }
}
