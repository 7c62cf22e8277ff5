import { Injectable } from '@nestjs/common';
import type { ControllerRegisterAnswer } from '@otto/protocol';
import { ClientSecret, type KeptSecret } from '../home/client-secret';
import { ConfigFile } from '../home/config-file';
import { RelayLocation } from '../relay/relay-location';

export interface KeptIdentity extends KeptSecret {
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

  async keep({ clientId, clientSecret }: ControllerRegisterAnswer): Promise<KeptIdentity> {
    const { clientId: replaced } = await this.config.read();
    // An identity belongs to the relay that knows it.
    const { webSocketUrl: relayUrl } = await this.location.address();
    const kept = await this.secret.adopt(clientId, clientSecret, { tokens: undefined, relayUrl });
    return { ...kept, replaced, outdone: (await this.secret.place()) === 'environment' };
  }
}
