import { readEnvironment } from '@otto/protocol';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { hostname, userInfo } from 'node:os';
import { Controller } from '../controller/controller';
import { Invocation } from '../invocation';
import { Output } from '../output/output';
import { NewIdentity } from './new-identity';

interface RegisterOptions {
  readonly name?: string;
  readonly description?: string;
}

@SubCommand({ name: 'register', description: 'Register this machine with the relay as a controller' })
export class ClientRegisterCommand extends CommandRunner {
  constructor(
    private readonly controller: Controller,
    private readonly identity: NewIdentity,
    private readonly invocation: Invocation,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], options: RegisterOptions): Promise<void> {
    const { OTTO_CONTROLLER_REGISTRATION_SECRET: registrationSecret } = readEnvironment(
      ['OTTO_CONTROLLER_REGISTRATION_SECRET'],
      this.invocation.env,
    );
    const name = options.name ?? `${userInfo().username} on ${hostname()}`.slice(0, 64);
    const description = options.description ?? `The otto command line of ${name}`;
    const registered = await this.controller.use((otto) =>
      otto.clients.register({ name, description }, { registrationSecret }),
    );
    const { clientId, avatarSeed, createdAt } = registered;
    const { secretFile, replaced, outdone } = await this.identity.keep(registered);
    if (replaced) this.output.note(`This machine was ${replaced} before; that client stays registered at the relay.`);
    if (outdone) this.output.warn('OTTO_CONTROLLER_CLIENT_SECRET is set, and wins over the new secret: unset it.');
    this.output.done(`Registered as "${name}" (${clientId}); its secret is in ${secretFile}`, {
      clientId,
      name,
      description,
      avatarSeed,
      createdAt,
      secretFile,
    });
  }

  @Option({ flags: '--name <name>', description: 'how popups show this controller (default: user and host name)' })
  name(text: string): string {
    return text;
  }

  @Option({ flags: '--description <text>', description: 'what it is for' })
  description(text: string): string {
    return text;
  }
}
