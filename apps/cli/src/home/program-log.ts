import { open, readFile, rename, stat, type FileHandle } from 'node:fs/promises';

const MAX_BYTES = 5 * 1024 * 1024;

/** The file that gets what a program writes that runs in the background, one run behind the other. */
export class ProgramLog {
  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
    /** Where what the next run writes begins. */
    private readonly begin: number,
  ) {}

  /** Opens it for one more run; a long one is put aside as `<file>.1` first. */
  static async open(file: string): Promise<ProgramLog> {
    const size = await stat(file).then(
      (stats) => stats.size,
      () => 0,
    );
    if (size > MAX_BYTES) await rename(file, `${file}.1`);
    return new ProgramLog(file, await open(file, 'a', 0o600), size > MAX_BYTES ? 0 : size);
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
