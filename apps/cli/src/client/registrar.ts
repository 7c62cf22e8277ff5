import { Injectable } from '@nestjs/common';
import { readEnvironment, type ControllerRegisterAnswer } from '@otto/protocol';
import { hostname, userInfo } from 'node:os';
import { Controller } from '../controller/controller';
import { Invocation } from '../invocation';
import { NewIdentity, type KeptIdentity } from './new-identity';

export interface RegistrationRequest {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
}

export interface Registration {
  readonly client: Omit<ControllerRegisterAnswer, 'clientSecret'>;
  readonly kept: KeptIdentity;
}

/** Registers this machine with the relay, and makes what comes out of that its identity. */
@Injectable()
export class Registrar {
  constructor(
    private readonly controller: Controller,
    private readonly identity: NewIdentity,
    private readonly invocation: Invocation,
  ) {}

  /** @throws OttoError `registration_forbidden`, `controller_name_conflict`, `relay_unreachable`, ... */
  async register(request: RegistrationRequest = {}): Promise<Registration> {
    const { OTTO_CONTROLLER_REGISTRATION_SECRET: registrationSecret } = readEnvironment(
      ['OTTO_CONTROLLER_REGISTRATION_SECRET'],
      this.invocation.env,
    );
    const name = request.name ?? defaultName();
    const description = request.description ?? `The otto command line of ${name}`;
    const registered = await this.controller.use((otto) =>
      otto.clients.register({ name, description }, { registrationSecret }),
    );
    const { clientSecret: _kept, ...client } = registered;
    return { client, kept: await this.identity.keep(registered) };
  }
}

export function defaultName(): string {
  return `${userInfo().username} on ${hostname()}`.slice(0, 64);
}
