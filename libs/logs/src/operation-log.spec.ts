import type { LogEntry } from '@otto/protocol';
import { appendFile, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NewLogEntry } from './log-entry';
import type { LogFilter } from './log-filter';
import { OperationLog, type OperationLogOptions } from './operation-log';

const START = Date.parse('2026-11-20T10:00:00.000Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let directory: string;
let now: number;
let log: OperationLog;

function open(options: Partial<OperationLogOptions> = {}): OperationLog {
  return new OperationLog({ directory, maxFileBytes: 100_000, clock: () => now, ...options });
}

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'otto-log-'));
  now = START;
  log = open();
});
afterEach(async () => {
  await log.close();
  await rm(directory, { recursive: true, force: true });
});

function write(type: string, entry: Partial<NewLogEntry> = {}): void {
  log.write({ level: 'info', source: 'relay', type, ...entry });
}

/** Writes entries `<prefix>0`, `<prefix>1`, ... a second apart. */
function writeMany(count: number, prefix = 't', entry: Partial<NewLogEntry> = {}): void {
  for (let i = 0; i < count; i += 1) {
    write(`${prefix}${i}`, entry);
    now += 1000;
  }
}

async function reopen(options: Partial<OperationLogOptions> = {}): Promise<void> {
  await log.close();
  log = open(options);
}

function typesOf(entries: readonly LogEntry[]): string[] {
  return entries.map(({ type }) => type);
}

async function listed(filter?: LogFilter): Promise<string[]> {
  return typesOf(await log.list(filter));
}

async function exported(filter?: LogFilter): Promise<string[]> {
  let text = '';
  for await (const part of log.export(filter)) text += part;
  const lines = text.split('\n').slice(0, -1);
  return typesOf(lines.map((line) => JSON.parse(line) as LogEntry));
}

const fileNames = async (): Promise<string[]> => (await readdir(directory)).sort();

describe('OperationLog', () => {
  describe('writing', () => {
    it('puts each entry on a line of the file of its day, with its own id and time', async () => {
      write('one', { requestId: 'r1', data: { bytes: 5 } });
      now += DAY;
      write('two');
      await log.close();
      const [first] = (await readFile(path.join(directory, 'operations-2026-11-20.jsonl'), 'utf8')).split('\n');
      expect(JSON.parse(first!)).toEqual({
        id: expect.stringMatching(/^log_/),
        timestamp: '2026-11-20T10:00:00.000Z',
        level: 'info',
        source: 'relay',
        type: 'one',
        requestId: 'r1',
        data: { bytes: 5 },
      });
      expect(await fileNames()).toEqual(['operations-2026-11-20.jsonl', 'operations-2026-11-21.jsonl']);
    });

    it('gives ids that differ, across starts too', async () => {
      writeMany(300);
      await reopen();
      writeMany(300);
      const ids = (await log.list()).map(({ id }) => id);
      expect(new Set(ids).size).toBe(600);
    });

    it('keeps the order of writing', async () => {
      writeMany(1000);
      expect(await listed()).toEqual(Array.from({ length: 1000 }, (_, i) => `t${i}`));
    });

    it('has everything on the disk once it is closed, and takes nothing afterwards', async () => {
      writeMany(700);
      await log.close();
      write('late');
      await log.close();
      const text = await readFile(path.join(directory, 'operations-2026-11-20.jsonl'), 'utf8');
      expect(text.split('\n').length).toBe(701);
    });

    it('keeps secrets out of the file, of what it lists and of what subscribers get', async () => {
      const told: LogEntry[] = [];
      log.subscribe({}, (entry) => told.push(entry));
      write('login', { data: { clientSecret: 'hunter2', header: 'Bearer hunter2', note: 'token=hunter2' } });
      const list = await log.list();
      await log.close();
      const text = await readFile(path.join(directory, 'operations-2026-11-20.jsonl'), 'utf8');
      expect(told).toHaveLength(1);
      for (const seen of [JSON.stringify(list), JSON.stringify(told), text]) {
        expect(seen).toContain('[redacted]');
        expect(seen).not.toContain('hunter2');
      }
    });

    it('writes files for their owner only', async () => {
      write('one');
      await log.flush();
      expect((await stat(path.join(directory, 'operations-2026-11-20.jsonl'))).mode & 0o777).toBe(0o600);
    });
  });

  describe('when the disk refuses', () => {
    let troubles: unknown[];

    beforeEach(async () => {
      await reopen({ directory: path.join(directory, 'gone'), onTrouble: (error) => troubles.push(error) });
      troubles = [];
    });

    it('tells so, still answers from memory, and counts what is lost', async () => {
      write('one');
      await log.flush();
      expect(troubles).toHaveLength(1);
      expect(log.pressure()).toEqual({ waitingEntries: 0, waitingBytes: 0, lostEntries: 1, healthy: false });
      expect(await listed()).toEqual(['one']);
    });

    it('reports in the log how much was lost, once the disk takes entries again', async () => {
      write('one');
      await log.flush();
      now += 2000;
      await mkdir(path.join(directory, 'gone'));
      write('two');
      await log.flush();
      const entries = await log.list();
      expect(typesOf(entries)).toEqual(['one', 'two', 'log_entries_lost']);
      expect(entries.at(-1)).toMatchObject({ level: 'warn', data: { lost: 1 } });
      expect(log.pressure().healthy).toBe(true);
    });
  });

  describe('list', () => {
    it('gives the newest so many, the oldest of them first', async () => {
      writeMany(20);
      expect(await listed({ latest: 3 })).toEqual(['t17', 't18', 't19']);
    });

    it('finds each entry once, whether it is in memory or only in files', async () => {
      await reopen({ maxRecentEntries: 10, maxFileBytes: 2000 });
      writeMany(100);
      await reopen({ maxRecentEntries: 10, maxFileBytes: 2000 });
      writeMany(50, 'u');
      const all = [...Array.from({ length: 100 }, (_, i) => `t${i}`), ...Array.from({ length: 50 }, (_, i) => `u${i}`)];
      expect((await fileNames()).length).toBeGreaterThan(5);
      expect(await listed()).toEqual(all);
      expect(await listed({ latest: 70 })).toEqual(all.slice(-70));
      expect(await exported()).toEqual(all);
    });

    it('reads the files of older installs, and cleans what they hold', async () => {
      const legacy = {
        timestamp: '2026-11-19T08:00:00Z',
        level: 'info',
        source: 'node',
        type: 'old',
        data: { token: 'x' },
      };
      await writeFile(path.join(directory, 'operations.jsonl'), `${JSON.stringify(legacy)}\n`);
      write('new');
      const [old] = await log.list();
      expect(old).toMatchObject({ type: 'old', timestamp: '2026-11-19T08:00:00.000Z', data: { token: '[redacted]' } });
      expect(await exported()).toEqual(['old', 'new']);
    });

    it('leaves out lines that are torn or malformed', async () => {
      const good = { id: 'log_x', timestamp: '2026-11-20T09:00:00.000Z', level: 'info', source: 'relay', type: 'good' };
      const text = `not json\n{"id":1}\n${JSON.stringify(good)}\n{"id":"log_y","timest`;
      await writeFile(path.join(directory, 'operations-2026-11-20.jsonl'), text);
      write('next');
      expect(await listed()).toEqual(['good', 'next']);
    });

    it('can be aborted', async () => {
      writeMany(5);
      await reopen();
      await expect(log.list({}, AbortSignal.abort())).rejects.toThrow('abort');
    });
  });

  describe('filters', () => {
    const CASES: [string, LogFilter, string[]][] = [
      ['since', { since: START + 2 * MINUTE }, ['node-warn', 'other-error']],
      ['a level and the more serious ones', { level: 'warn' }, ['node-warn', 'other-error']],
      ['source', { source: 'node' }, ['node-warn']],
      ['node', { nodeId: 'node_a' }, ['mine', 'node-warn']],
      ['request', { requestId: 'r"1' }, ['mine']],
      ['all at once', { since: START, level: 'warn', source: 'node', nodeId: 'node_a', latest: 5 }, ['node-warn']],
      ['the newest of those that pass', { nodeId: 'node_a', latest: 1 }, ['node-warn']],
      ['a requestId that no entry has', { requestId: 'r2' }, []],
      ['what the reader may see', { visible: ({ clientId }) => clientId === 'clt_1' }, ['mine']],
    ];

    beforeEach(() => {
      write('debug', { level: 'debug' });
      now += MINUTE;
      write('mine', { source: 'controller', nodeId: 'node_a', clientId: 'clt_1', requestId: 'r"1' });
      now += MINUTE;
      write('node-warn', { level: 'warn', source: 'node', nodeId: 'node_a' });
      now += MINUTE;
      write('other-error', { level: 'error', nodeId: 'node_b', clientId: 'clt_2' });
    });

    it.each(CASES)('%s: list, from memory', async (_name, filter, types) => {
      expect(await listed(filter)).toEqual(types);
    });

    it.each(CASES)('%s: list, from files', async (_name, filter, types) => {
      await reopen();
      expect(await listed(filter)).toEqual(types);
    });

    it.each(CASES)('%s: export', async (_name, filter, types) => {
      expect(await exported(filter)).toEqual(types);
    });

    it.each(CASES.filter(([, { latest }]) => latest === undefined))('%s: status', async (_name, filter, types) => {
      expect((await log.status(filter)).totalEvents).toBe(types.length);
    });

    it.each(CASES.filter(([, { latest }]) => latest === undefined))('%s: subscribe', async (_name, filter, types) => {
      const past = await log.list();
      const told: LogEntry[] = [];
      log.subscribe(filter, (entry) => told.push(entry));
      for (const { id: _id, timestamp, ...entry } of past) {
        now = Date.parse(timestamp);
        log.write(entry);
      }
      await log.flush();
      expect(typesOf(told)).toEqual(types);
    });

    it('since skips the files of earlier days', async () => {
      now += 2 * DAY;
      write('later');
      expect(await listed({ since: now })).toEqual(['later']);
      expect(await exported({ since: now })).toEqual(['later']);
    });

    it('since finds entries that a clock set back by a moment has put out of order', async () => {
      now += 30_000;
      const since = now - 10_000;
      write('ahead');
      now -= 20_000;
      write('behind');
      now += 15_000;
      write('again');
      await reopen();
      expect(await listed({ since })).toEqual(['ahead', 'again']);
    });
  });

  describe('export', () => {
    it('takes the files block by block as they are asked for', async () => {
      const data = 'x'.repeat(1000);
      writeMany(500, 't', { data });
      let parts = 0;
      for await (const part of log.export()) {
        expect(part.length).toBeLessThan(80 * 1024);
        parts += 1;
      }
      expect(parts).toBeGreaterThan(5);
    });

    it('ends where the log ended when it began, though entries are still written', async () => {
      writeMany(500, 't', { data: 'x'.repeat(1000) });
      let lines = 0;
      for await (const part of log.export()) {
        lines += part.split('\n').length - 1;
        write('more');
        await log.flush();
      }
      expect(lines).toBe(500);
    });

    it('stops reading when its reader does', async () => {
      writeMany(500, 't', { data: 'x'.repeat(1000) });
      const texts = log.export();
      await texts.next();
      await texts.return(undefined);
      expect(await texts.next()).toEqual({ done: true, value: undefined });
    });
  });

  describe('status', () => {
    it('of an empty log', async () => {
      expect(await log.status()).toEqual({
        retentionDays: 14,
        totalEvents: 0,
        sizeBytes: 0,
        windowing: { mode: 'daily', maxFileBytes: 100_000 },
        oldest: null,
        newest: null,
      });
    });

    it('counts all files, and counts on when they grow', async () => {
      writeMany(10);
      expect(await log.status()).toMatchObject({
        totalEvents: 10,
        oldest: '2026-11-20T10:00:00.000Z',
        newest: '2026-11-20T10:00:09.000Z',
      });
      now += DAY;
      writeMany(5);
      await log.flush();
      const sizes = await Promise.all((await fileNames()).map((name) => stat(path.join(directory, name))));
      expect(await log.status()).toMatchObject({
        totalEvents: 15,
        sizeBytes: sizes.reduce((sum, { size }) => sum + size, 0),
        newest: '2026-11-21T10:00:14.000Z',
      });
    });
  });

  it('does not count a line that a crash has cut', async () => {
    writeMany(2);
    await log.close();
    await appendFile(path.join(directory, 'operations-2026-11-20.jsonl'), '{"id":"log_y","timest');
    log = open();
    write('next');
    expect((await log.status()).totalEvents).toBe(3);
  });

  describe('retention', () => {
    beforeEach(() => writeFile(path.join(directory, 'operations-2026-11-05.jsonl'), '{}\n'));

    it('removes old files at the start', async () => {
      await reopen();
      await log.close();
      expect(await fileNames()).toEqual([]);
    });

    it('removes them when a new day begins, and says so', async () => {
      now = START - DAY;
      await reopen();
      write('one');
      await log.flush();
      expect(await fileNames()).toContain('operations-2026-11-05.jsonl');
      now = START;
      write('two');
      await log.close();
      expect(await fileNames()).toEqual(['operations-2026-11-19.jsonl', 'operations-2026-11-20.jsonl']);
    });
  });

  describe('subscribe', () => {
    it('tells of nothing once it is ended', async () => {
      const told: LogEntry[] = [];
      const end = log.subscribe({}, (entry) => told.push(entry));
      write('one');
      await log.flush();
      end();
      write('two');
      await log.flush();
      expect(typesOf(told)).toEqual(['one']);
    });

    it('does not let a listener that throws harm the log or the others', async () => {
      const told: LogEntry[] = [];
      log.subscribe({}, () => {
        throw new Error('broken');
      });
      log.subscribe({}, (entry) => told.push(entry));
      write('one');
      await log.flush();
      await log.flush();
      expect(typesOf(told)).toEqual(['one', 'log_subscriber_failed']);
      expect(await listed()).toEqual(['one', 'log_subscriber_failed']);
    });
  });
});
