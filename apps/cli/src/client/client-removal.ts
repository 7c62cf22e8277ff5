import { Injectable } from '@nestjs/common';
import type { ControllerRemoveAllAnswer, ControllerRemoveAnswer } from '@otto/protocol';
import { Controller } from '../controller/controller';
import { OperatorToken } from '../home/operator-token';
import { RelayHttp } from '../http/relay-http';
import { RelayLocation } from '../relay/relay-location';

/** Removes clients from the relay: any for its owner, else the one that this machine is. */
@Injectable()
export class ClientRemoval {
  constructor(
    private readonly location: RelayLocation,
    private readonly operatorToken: OperatorToken,
    private readonly relay: RelayHttp,
    private readonly controller: Controller,
  ) {}

  /** @throws OttoError `client_not_found`, `forbidden_role`, `not_logged_in` */
  async remove(clientId: string): Promise<ControllerRemoveAnswer> {
    const { httpUrl } = await this.location.address();
    const isOwner = (await this.operatorToken.for(httpUrl)) !== undefined;
    return isOwner
      ? this.relay.post('/api/controller/remove', { clientId }, { asOperator: true })
      : this.controller.use((otto) => otto.clients.remove(clientId));
  }

  /** @throws OttoError `missing_access_token` for anybody but the owner */
  removeAll(): Promise<ControllerRemoveAllAnswer> {
    return this.relay.post('/api/controller/remove-all', {}, { asOperator: true });
  }
}
