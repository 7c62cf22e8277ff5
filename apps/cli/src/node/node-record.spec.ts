import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processMark } from '@otto/store';
import { isNodeRunning, listNodeRecords, nodeFiles, readNodeRecord, writeNodeRecord } from './node-record';
import { nodeRecord } from './testing/node-record.fixture';

describe('the record of a node', () => {
  let nodes: string;
  beforeEach(async () => {
    nodes = await mkdtemp(join(tmpdir(), 'otto-spec-'));
  });
  afterEach(() => rm(nodes, { recursive: true }));

  it('is read as it was written, and only by its owner', async () => {
    const { record: file } = nodeFiles(nodes, 'default');
    await writeNodeRecord(file, nodeRecord());
    expect(await readNodeRecord(file)).toEqual(nodeRecord());
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it.each(['{"name": "default"', '{"name":"default"}', '[]', '{"host":{"pid":-1,"mark":""}}'])(
    'counts as none when it is %s',
    async (text) => {
      const { record: file } = nodeFiles(nodes, 'default');
      await writeNodeRecord(file, nodeRecord());
      await writeFile(file, text);
      expect(await readNodeRecord(file)).toBeUndefined();
    },
  );

  it('is listed by name, without directories that hold none', async () => {
    for (const name of ['work', 'default']) await writeNodeRecord(nodeFiles(nodes, name).record, nodeRecord({ name }));
    await mkdir(nodeFiles(nodes, 'empty').directory);
    expect((await listNodeRecords(nodes)).map(({ name }) => name)).toEqual(['default', 'work']);
  });

  it('is nowhere when no node was ever started', async () => {
    expect(await listNodeRecords(join(nodes, 'nowhere'))).toEqual([]);
  });

  it('tells whether supervisor or browser still runs, and is not fooled by another process of the same id', async () => {
    const alive = { pid: process.pid, mark: (await processMark(process.pid)) as string };
    const successor = { pid: process.pid, mark: 'of an earlier process' };
    expect(await isNodeRunning(nodeRecord({ host: alive, browser: { ...nodeRecord().browser, ...successor } }))).toBe(
      true,
    );
    expect(await isNodeRunning(nodeRecord({ host: successor, browser: { ...nodeRecord().browser, ...alive } }))).toBe(
      true,
    );
    expect(
      await isNodeRunning(nodeRecord({ host: successor, browser: { ...nodeRecord().browser, ...successor } })),
    ).toBe(false);
  });
});
