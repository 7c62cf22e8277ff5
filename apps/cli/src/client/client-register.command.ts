import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { Output } from '../output/output';
import { Registrar, type RegistrationRequest } from './registrar';
import { fileWarning } from './secret-words';

@SubCommand({ name: 'register', description: 'Register this machine with the relay as a controller' })
export class ClientRegisterCommand extends CommandRunner {
  constructor(
    private readonly registrar: Registrar,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], options: RegistrationRequest): Promise<void> {
    const { client, kept } = await this.registrar.register(options);
    const { place, file, replaced, outdone, obstacle } = kept;
    if (replaced) this.output.note(`This machine was ${replaced} before; that client stays registered at the relay.`);
    if (outdone) this.output.warn('OTTO_CONTROLLER_CLIENT_SECRET is set, and wins over the new secret: unset it.');
    if (file !== undefined) this.output.warn(fileWarning(file, obstacle));
    const { clientId, name, description, avatarSeed, createdAt } = client;
    const where = place === 'keychain' ? 'the keychain of this system' : file;
    this.output.done(`Registered as "${name}" (${clientId}); its secret is in ${where}`, {
      clientId,
      name,
      description,
      avatarSeed,
      createdAt,
      secretPlace: place,
      ...(file !== undefined && { secretFile: file }),
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
