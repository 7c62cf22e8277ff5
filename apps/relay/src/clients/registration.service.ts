import { Injectable } from '@nestjs/common';
import { constantTimeEqual, ControllerClients } from '@otto/auth';
import { OperationLog } from '@otto/logs';
import { OttoError, type ControllerRegisterAnswer } from '@otto/protocol';
import type { ControllerRegisterBody } from '@otto/protocol/dto';
import { AttemptLimits } from '../auth/attempt-limits';
import { RelayConfig } from '../config/relay-config';
import type { Caller } from '../front-door/caller';

/** Registration takes no credentials, so where it comes from decides: this machine, or anywhere with the registration secret. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly clients: ControllerClients,
    private readonly limits: AttemptLimits,
    private readonly config: RelayConfig,
    private readonly log: OperationLog,
  ) {}

  /**
   * @param secret what the caller sent as registration secret
   * @throws OttoError `registration_forbidden`, `controller_metadata_required`, `controller_name_conflict`,
   * `too_many_clients`, `too_many_attempts`, `storage_unavailable`
   */
  async register(
    body: ControllerRegisterBody,
    secret: string | undefined,
    caller: Caller,
  ): Promise<ControllerRegisterAnswer> {
    if (!caller.isLoopback) await this.#checkSecret(secret, caller);
    this.limits.assertMayAdd('registrations', caller);
    this.limits.countAddition('registrations', caller);
    const { client, clientSecret } = await this.clients.register(body);
    const { clientId, name, description, avatarSeed, createdAt } = client;
    this.log.write({ level: 'info', source: 'relay', type: 'client_registered', clientId, data: { name } });
    return { clientId, name, description, avatarSeed, clientSecret, createdAt };
  }

  async #checkSecret(secret: string | undefined, caller: Caller): Promise<void> {
    const { allowRemoteControllerRegistration, controllerRegistrationSecret: expected } = this.config;
    const forbidden = new OttoError('registration_forbidden');
    if (!allowRemoteControllerRegistration || expected === undefined || secret === undefined) throw forbidden;
    const guess = { caller, kind: 'registration_secret', wrong: 'registration_forbidden' } as const;
    await this.limits.guess(guess, async () => {
      if (!constantTimeEqual(secret, expected)) throw forbidden;
    });
  }
}
