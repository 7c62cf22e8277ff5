import { open, readFile, rename, stat, type FileHandle } from 'node:fs/promises';

const MAX_BYTES = 5 * 1024 * 1024;

/** The file that gets what relays of this machine write to stderr, one behind the other. */
export class RelayLog {
  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
    /** Where what the next relay writes begins. */
    private readonly begin: number,
  ) {}

  /** Opens it for one more relay; a long one is put aside as `<file>.1` first. */
  static async open(file: string): Promise<RelayLog> {
    const size = await stat(file).then(
      (stats) => stats.size,
      () => 0,
    );
    if (size > MAX_BYTES) await rename(file, `${file}.1`);
    return new RelayLog(file, await open(file, 'a', 0o600), size > MAX_BYTES ? 0 : size);
  }

  get descriptor(): number {
    return this.handle.fd;
  }

  /** What was written since it was opened. */
  async written(): Promise<string> {
    return (await readFile(this.file)).subarray(this.begin).toString('utf8');
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
