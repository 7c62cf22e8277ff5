import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { randomBytes } from 'node:crypto';
import { ClientRemoval } from '../client/client-removal';
import { Registrar } from '../client/registrar';
import { ClientSecret } from '../home/client-secret';
import { ConfigFile } from '../home/config-file';
import { Output } from '../output/output';

const NAME = 'otto-tester';
const DESCRIPTION = 'Tests of site commands (otto test)';

/** Somebody to be for a machine that has no identity yet, so that a test can be run at once. */
@Injectable()
export class TestIdentity {
  constructor(
    private readonly config: ConfigFile,
    private readonly secret: ClientSecret,
    private readonly registrar: Registrar,
    private readonly removal: ClientRemoval,
    private readonly output: Output,
  ) {}

  /** Registers `otto-tester` unless this machine has an identity. */
  async ensure(): Promise<void> {
    if ((await this.config.read()).clientId !== undefined) return;
    const { client } = await this.#register();
    await this.config.change({ testClientId: client.clientId });
    this.output.note(`Registered "${client.name}" (${client.clientId}); its grant is asked for in the Otto popup.`);
  }

  /** Removes it from the relay and this machine, if that is who this machine is; a real identity is left alone. */
  async remove(): Promise<void> {
    const { clientId, testClientId } = await this.config.read();
    if (testClientId === undefined || testClientId !== clientId) return;
    await this.removal.remove(testClientId);
    await this.secret.forget();
    await this.config.change({ testClientId: undefined });
    this.output.note(`Removed ${testClientId}.`);
  }

  /** Another machine may have registered one under that name already. */
  async #register(): ReturnType<Registrar['register']> {
    try {
      return await this.registrar.register({ name: NAME, description: DESCRIPTION });
    } catch (error) {
      if (!(error instanceof OttoError) || error.code !== 'controller_name_conflict') throw error;
      const name = `${NAME}-${randomBytes(3).toString('hex')}`;
      return this.registrar.register({ name, description: DESCRIPTION });
    }
  }
}
