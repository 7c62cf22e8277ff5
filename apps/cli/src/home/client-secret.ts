import { Injectable } from '@nestjs/common';
import { readEnvironment } from '@otto/protocol';
import { Invocation } from '../invocation';
import { OttoHome } from './otto-home';
import { readPrivateFile, writePrivateFile } from './private-file';

export interface StoredSecret {
  readonly clientSecret: string;
  readonly source: 'environment' | 'file';
}

/** The secret of this machine's controller identity: OTTO_CONTROLLER_CLIENT_SECRET, else a file that only the user can read. */
@Injectable()
export class ClientSecret {
  constructor(
    private readonly invocation: Invocation,
    private readonly home: OttoHome,
  ) {}

  async read(): Promise<StoredSecret | undefined> {
    const { OTTO_CONTROLLER_CLIENT_SECRET } = readEnvironment(['OTTO_CONTROLLER_CLIENT_SECRET'], this.invocation.env);
    if (OTTO_CONTROLLER_CLIENT_SECRET !== undefined) {
      return { clientSecret: OTTO_CONTROLLER_CLIENT_SECRET, source: 'environment' };
    }
    const clientSecret = (await readPrivateFile(this.home.clientSecretFile))?.trim();
    return clientSecret ? { clientSecret, source: 'file' } : undefined;
  }

  /** Keeps it. Gives the path of the file. */
  async write(clientSecret: string): Promise<string> {
    await writePrivateFile(this.home.clientSecretFile, `${clientSecret}\n`);
    return this.home.clientSecretFile;
  }
}
