import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

const COPY_BYTES = 64 * 1024;

/** An append-only file, readable only by its owner, of which the caller says when it must be on disk. */
export class DurableFile {
  readonly #handle: FileHandle;
  #path: string;
  #size: number;

  private constructor(path: string, handle: FileHandle, size: number) {
    this.#path = path;
    this.#handle = handle;
    this.#size = size;
  }

  /** Opens or creates; a created file is in its directory for good when this resolves. */
  static async open(path: string): Promise<DurableFile> {
    const handle = await open(path, 'a+', 0o600);
    try {
      const { size } = await handle.stat();
      if (size === 0) await syncDirectory(dirname(path));
      return new DurableFile(path, handle, size);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Makes an empty file, in place of any that an earlier process left under this name. */
  static async create(path: string): Promise<DurableFile> {
    await rm(path, { force: true });
    return new DurableFile(path, await open(path, 'ax+', 0o600), 0);
  }

  /** Bytes that were appended, on disk or not. */
  get size(): number {
    return this.#size;
  }

  /** Appends all of `data`, or throws with part of it possibly written. */
  async append(data: string | Uint8Array): Promise<void> {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    await this.#handle.appendFile(bytes);
    this.#size += bytes.length;
  }

  /** Resolves when all that was appended is on disk. */
  async sync(): Promise<void> {
    await this.#handle.datasync();
  }

  /** Appends the bytes [from, to) of this file to another one. */
  async copyTo(target: DurableFile, from: number, to: number): Promise<void> {
    const buffer = Buffer.allocUnsafe(COPY_BYTES);
    for (let at = from; at < to;) {
      const { bytesRead } = await this.#handle.read(buffer, 0, Math.min(COPY_BYTES, to - at), at);
      if (bytesRead === 0) throw new Error(`${this.#path} ends before byte ${to}`);
      await target.append(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  }

  /** Takes the place of the file at `path`, in one step that a crash cannot halve; `syncDirectory` makes it last. */
  async moveTo(path: string): Promise<void> {
    await rename(this.#path, path);
    this.#path = path;
  }

  /** Cuts off what lies behind `size`. */
  async truncate(size: number): Promise<void> {
    await this.#handle.truncate(size);
    this.#size = size;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  /** Closes and deletes the file. */
  async discard(): Promise<void> {
    await this.#handle.close();
    await rm(this.#path, { force: true });
  }
}

/** Makes creations, renames and deletions in a directory last. */
export async function syncDirectory(path: string): Promise<void> {
  // Windows cannot open directories; its file systems journal such changes themselves.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
