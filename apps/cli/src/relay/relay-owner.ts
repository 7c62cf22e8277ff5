import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { OperatorToken } from '../home/operator-token';
import { RelayLocation } from './relay-location';

/** Whether this user owns the relay of this run. */
@Injectable()
export class RelayOwner {
  constructor(
    private readonly location: RelayLocation,
    private readonly operatorToken: OperatorToken,
  ) {}

  /** @throws OttoError `not_relay_owner` when nothing here proves it */
  async assert(): Promise<void> {
    const { httpUrl, webSocketUrl: relayUrl } = await this.location.address();
    if ((await this.operatorToken.for(httpUrl)) === undefined) throw new OttoError('not_relay_owner', { relayUrl });
  }
}
