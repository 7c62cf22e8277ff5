import { Injectable } from '@nestjs/common';
import { isRecord } from '@otto/protocol';
import { isSameProcess } from '@otto/store';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { OttoHome } from '../home/otto-home';
import { readPrivateFile, writePrivateFile } from '../home/private-file';

/** A listener that a process of this machine holds. */
export interface LiveListener {
  /** Of its subscribe; another one after each interruption. */
  readonly requestId: string;
  readonly nodeId: string;
  readonly listener: string;
  readonly site: string;
  readonly tabSessionId: string;
  /** ws(s)://host:port */
  readonly relayUrl: string;
  readonly pid: number;
  /** Tells the process from a later one of the same pid; see process-identity.ts. */
  readonly mark: string;
  /** ms since 1970. */
  readonly startedAt: number;
}

/**
 * The listeners that the `otto` commands of this machine hold at the moment, in files below OTTO_HOME: a listener belongs to
 * the session that subscribed it, so no other process could ask the relay for it.
 */
@Injectable()
export class LiveListeners {
  constructor(private readonly home: OttoHome) {}

  /** Keeps or renews the record of this process. */
  async keep(listener: LiveListener): Promise<void> {
    await writePrivateFile(this.#file(listener.pid), `${JSON.stringify(listener)}\n`);
  }

  async remove(pid: number): Promise<void> {
    await rm(this.#file(pid), { force: true });
  }

  /** Those whose process still runs, the oldest first. Records that a killed process left are cleared away. */
  async list(): Promise<LiveListener[]> {
    const names = await readdir(this.home.listenersDirectory).catch(() => []);
    const records = await Promise.all(names.filter((name) => name.endsWith('.json')).map((name) => this.#read(name)));
    return records.filter((record) => record !== undefined).sort((a, b) => a.startedAt - b.startedAt);
  }

  async #read(name: string): Promise<LiveListener | undefined> {
    const file = join(this.home.listenersDirectory, name);
    const record = parse(await readPrivateFile(file));
    if (record && (await isSameProcess(record.pid, record.mark))) return record;
    await rm(file, { force: true });
    return undefined;
  }

  #file(pid: number): string {
    return join(this.home.listenersDirectory, `${pid}.json`);
  }
}

function parse(text: string | undefined): LiveListener | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isLiveListener(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isLiveListener(value: unknown): value is LiveListener {
  if (!isRecord(value)) return false;
  const { requestId, nodeId, listener, site, tabSessionId, relayUrl, mark, pid, startedAt } = value;
  return (
    [requestId, nodeId, listener, site, tabSessionId, relayUrl, mark].every((text) => typeof text === 'string') &&
    [pid, startedAt].every((number) => Number.isSafeInteger(number)) &&
    // kill() means a whole group of processes by 0 and below.
    (pid as number) > 0
  );
}
