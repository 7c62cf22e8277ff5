import { Injectable } from '@nestjs/common';
import { ensurePrivateDirectory, ensurePrivateFile } from '@otto/store';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { ExtensionFiles } from '../extension/extension-files';
import { ConfigFile } from '../home/config-file';
import { OttoHome } from '../home/otto-home';
import { RelayLocation } from '../relay/relay-location';
import type { Check, Diagnosis } from './finding';

const OTHERS = 0o077;

/** What lies on the disk: rights, and the extension. */
@Injectable()
export class FileChecks {
  readonly checks: readonly Check[] = [
    { name: 'permissions', look: () => this.#permissions() },
    { name: 'config', look: () => this.#config() },
    { name: 'extension', look: () => this.#extension() },
  ];

  constructor(
    private readonly home: OttoHome,
    private readonly config: ConfigFile,
    private readonly location: RelayLocation,
    private readonly extension: ExtensionFiles,
  ) {}

  async #permissions(): Promise<Diagnosis> {
    const { home } = this;
    const directories = await tooWide([home.root, home.relayDirectory, home.nodesDirectory]);
    const files = await tooWide([
      home.configFile,
      home.clientSecretFile,
      home.tokenSecretFile,
      home.operatorTokenFile,
      home.pidFile,
      home.relayLogFile,
    ]);
    const wide = [...directories, ...files];
    if (wide.length === 0) return this.#writable();
    const remedy = `chmod go= ${wide.join(' ')}`;
    const fix = async (): Promise<void> => {
      await Promise.all([
        ...directories.map((path) => ensurePrivateDirectory(path, 'OTTO_HOME')),
        ...files.map((path) => ensurePrivateFile(path)),
      ]);
    };
    return { state: 'problem', text: `others can look into ${wide.join(', ')}`, remedy, fix };
  }

  async #writable(): Promise<Diagnosis> {
    const { root } = this.home;
    const code = await access(root, constants.W_OK).then(
      () => undefined,
      (error: NodeJS.ErrnoException) => error.code,
    );
    if (code === undefined || code === 'ENOENT') return { state: 'ok', text: `only you can look into ${root}` };
    return { state: 'problem', text: `you cannot write into ${root} (${code})`, remedy: `chmod u+rwx ${root}` };
  }

  /** What is wrong with it is thrown. */
  async #config(): Promise<Diagnosis> {
    const values = Object.keys(await this.config.read()).length;
    await this.location.address();
    return { state: 'ok', text: values === 0 ? 'nothing is configured yet' : `${this.home.configFile} can be read` };
  }

  async #extension(): Promise<Diagnosis> {
    const [installed, shipped] = await Promise.all([this.extension.installed(), this.extension.shipped()]);
    const remedy = 'otto extension update';
    const fix = async (): Promise<void> => void (await this.extension.update({}));
    if (installed.state === 'missing') return { state: 'warning', text: 'is not unpacked', remedy, fix };
    if (installed.state === 'damaged') return { state: 'problem', text: installed.problem.message, remedy, fix };
    const { version } = installed;
    if (installed.sha256 === shipped.sha256)
      return { state: 'ok', text: `${version}, unchanged since it was unpacked` };
    const text = `${version} is unpacked, and this command brings ${shipped.version}${version === shipped.version ? ', built anew' : ''}`;
    return { state: 'warning', text, remedy, fix };
  }
}

/** Those that others of this machine can look into. Windows keeps rights elsewhere. */
async function tooWide(paths: readonly string[]): Promise<string[]> {
  if (process.platform === 'win32') return [];
  const modes = await Promise.all(paths.map((path) => stat(path).catch(() => undefined)));
  return paths.filter((_path, index) => ((modes[index]?.mode ?? 0) & OTHERS) !== 0);
}
