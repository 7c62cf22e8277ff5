import { isRecord } from '@otto/protocol';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readPrivateFile, writePrivateFile } from '../home/private-file';
import { isSameProcess } from '@otto/store';

/** A process by pid and start time; see process-identity.ts. */
export interface ProcessReference {
  readonly pid: number;
  readonly mark: string;
}

/** A node that this machine runs or ran: what `otto node start` found out, for `stop` and `list`. */
export interface NodeRecord {
  readonly name: string;
  readonly nodeId: string;
  /** ws(s)://host:port */
  readonly relayUrl: string;
  readonly profile: string;
  readonly logFile: string;
  readonly headless: boolean;
  /** The supervisor. */
  readonly host: ProcessReference;
  readonly browser: ProcessReference & { readonly name: string; readonly path: string };
  /** ms since 1970 */
  readonly startedAt: number;
  /** Why it does not run any more: `stopped`, or what happened to it. Unset while it runs, or when nobody could tell. */
  readonly ended?: string;
}

/** Where the files of one node lie: `<OTTO_HOME>/nodes/<name>`. */
export interface NodeFiles {
  readonly directory: string;
  readonly record: string;
  readonly log: string;
}

export function nodeFiles(nodesDirectory: string, name: string): NodeFiles {
  const directory = join(nodesDirectory, name);
  return { directory, record: join(directory, 'node.json'), log: join(directory, 'node.log') };
}

/** Undefined when there is none; one that makes no sense counts as none and is written anew at the next start. */
export async function readNodeRecord(file: string): Promise<NodeRecord | undefined> {
  const text = await readPrivateFile(file);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isNodeRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export async function writeNodeRecord(file: string, record: NodeRecord): Promise<void> {
  await writePrivateFile(file, `${JSON.stringify(record, null, 2)}\n`);
}

/** All nodes that were ever started below that directory, by name. */
export async function listNodeRecords(nodesDirectory: string): Promise<NodeRecord[]> {
  let names: string[];
  try {
    names = await readdir(nodesDirectory);
  } catch {
    return [];
  }
  const records = await Promise.all(names.sort().map((name) => readNodeRecord(nodeFiles(nodesDirectory, name).record)));
  return records.filter((record) => record !== undefined);
}

/** Whether its supervisor or its browser is still there. */
export async function isNodeRunning({ host, browser }: NodeRecord): Promise<boolean> {
  return (await isSameProcess(host.pid, host.mark)) || (await isSameProcess(browser.pid, browser.mark));
}

function isNodeRecord(value: unknown): value is NodeRecord {
  if (!isRecord(value)) return false;
  const texts = [value.name, value.nodeId, value.relayUrl, value.profile, value.logFile];
  return texts.every((text) => typeof text === 'string') && isReference(value.host) && isReference(value.browser);
}

function isReference(value: unknown): value is ProcessReference {
  // kill() means a whole group of processes by 0 and below.
  return isRecord(value) && Number.isSafeInteger(value.pid) && Number(value.pid) > 0 && typeof value.mark === 'string';
}
