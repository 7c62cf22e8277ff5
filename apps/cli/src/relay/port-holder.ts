import { fromWireError, type OttoError } from '@otto/protocol';
import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';

const LSOF_LIMIT_MS = 3_000;
const LISTENING = '0A';

export interface PortHolder {
  readonly pid: number;
  /** Of its program. */
  readonly name: string;
}

/** Adds to `port_in_use` which process has the port, where the system tells. Other errors stay as they are. */
export async function namePortHolder(error: OttoError): Promise<OttoError> {
  const port = /^Port (\d+) /.exec(error.message)?.[1];
  if (error.code !== 'port_in_use' || port === undefined) return error;
  const holder = await findPortHolder(Number(port));
  if (holder === undefined) return error;
  const message = `${error.message.replace(/\.$/, '')}: ${holder.name}, process ${holder.pid}.`;
  return fromWireError({ code: error.code, message, actionableHint: error.hint });
}

/** Undefined when nothing listens there, or the process is somebody else's and the system does not tell. */
export async function findPortHolder(port: number): Promise<PortHolder | undefined> {
  return process.platform === 'linux' ? fromProc(port) : fromLsof(port);
}

async function fromProc(port: number): Promise<PortHolder | undefined> {
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((file) => text(file)));
  const sockets = new Set(tables.flatMap((table) => listeningInodes(table, port)).map((inode) => `socket:[${inode}]`));
  if (sockets.size === 0) return undefined;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if (!(await holdsOne(pid, sockets))) continue;
    return { pid: Number(pid), name: (await text(`/proc/${pid}/comm`)).trim() };
  }
  return undefined;
}

/** Lines such as `0: 0100007F:2253 00000000:0000 0A ... <inode>`, with the port in hexadecimal digits. */
function listeningInodes(table: string, port: number): string[] {
  const digits = port.toString(16).toUpperCase().padStart(4, '0');
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/));
  return rows
    .filter(([, address = '', , state]) => address.endsWith(`:${digits}`) && state === LISTENING)
    .flatMap((fields) => fields[9] ?? []);
}

async function holdsOne(pid: string, sockets: ReadonlySet<string>): Promise<boolean> {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const targets = await Promise.all(descriptors.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  return targets.some((target) => sockets.has(target));
}

function fromLsof(port: number): Promise<PortHolder | undefined> {
  const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'];
  return new Promise((resolve) => {
    execFile('lsof', args, { timeout: LSOF_LIMIT_MS }, (_error, stdout) => {
      const [, pid, name] = /^p(\d+)\nc(.+)$/m.exec(String(stdout)) ?? [];
      resolve(pid === undefined || name === undefined ? undefined : { pid: Number(pid), name });
    });
  });
}

function text(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
