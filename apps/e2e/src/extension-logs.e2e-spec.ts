import type { LogEntry } from '@otto/protocol';
import { BrowserEye } from '../support/browser-eye';
import { Controller } from '../support/controller';
import { eventually } from '../support/eventually';
import { Machine } from '../support/machine';
import { ARTICLE, Site } from '../support/site';

const SECRET_PATH = '/private?session=12345678';

describe('the log of a node at its relay', () => {
  let machine: Machine;
  let site: Site;
  let eye: BrowserEye;
  let controller: Controller;
  let logs: () => Promise<LogEntry[]>;

  beforeAll(async () => {
    site = await Site.serve({ '/private': ARTICLE });
    machine = await Machine.create();
    await machine.startRelay();
    const { profile, nodeId } = await machine.startNode(['--remote-debugging-port=0']);
    eye = await BrowserEye.open(profile);
    controller = await Controller.connect(machine, nodeId);
    const { url } = await machine.json<{ url: string }>(['status']);
    const authorization = `Bearer ${(await machine.file('relay/operator-token')).trim()}`;
    logs = async () => {
      const address = `${url.replace(/^ws/, 'http')}/api/logs?source=node&level=debug&nodeId=${nodeId}`;
      const answer = await fetch(address, { headers: { authorization } });
      const all = ((await answer.json()) as { logs: LogEntry[] }).logs;
      return all.filter(({ type }) => type !== 'frame_refused');
    };
  }, 90_000);

  afterAll(async () => {
    await controller.close();
    eye.close();
    await machine.remove();
    await site.close();
  }, 60_000);

  const stream = (wanted: boolean): Promise<void> => eye.inWorker(`chrome.storage.local.set({ logStream: ${wanted} })`);
  const work = async (): Promise<void> => {
    const tabSessionId = await controller.open(`${site.url}${SECRET_PATH}`);
    const requestId = await controller.subscribe({ tabSessionId, site: '127.0.0.1' });
    await controller.unsubscribe(requestId);
    await controller.run('primitive.tab.close', {}, tabSessionId);
  };
  const hasLast = (type: string) => (entries: LogEntry[]) => entries.some((entry) => entry.type === type);

  it('is empty unless its user wants that', async () => {
    await work();
    expect(await logs()).toEqual([]);
  }, 60_000);

  it('tells of commands and listeners, and not of pages', async () => {
    await stream(true);
    await eventually(logs, hasLast('log.started'), 10_000);
    await work();
    await expect(controller.run('primitive.tab.close', {}, 'ts_unknown')).rejects.toThrow();
    const entries = await eventually(logs, hasLast('command.failed'), 10_000);
    const told = entries.map(({ type, action }) => [type, action].filter(Boolean).join(' '));
    expect(told).toEqual(
      expect.arrayContaining([
        'command.began primitive.tab.open',
        'command.ended primitive.tab.open',
        'listener.started',
        'listener.stopped',
        'command.failed primitive.tab.close',
      ]),
    );
    expect(entries.find(({ type }) => type === 'command.failed')).toMatchObject({
      source: 'node',
      status: 'unknown_tab_session',
    });
    expect(JSON.stringify(entries)).not.toContain('session=12345678');
  }, 60_000);

  it('tells afterwards how the relay was lost', async () => {
    const { pid, port } = await machine.json<{ pid: number; port: number }>(['status']);
    process.kill(pid, 'SIGKILL');
    await machine.json(['start', '--port', String(port)]);
    const entries = await eventually(logs, hasLast('link.connected'), 10_000);
    expect(entries.some(({ type, status }) => type === 'link.connecting' && status === 'relay_unreachable')).toBe(true);
  }, 60_000);

  it('ends when its user wants that', async () => {
    await stream(false);
    await work();
    const before = await logs();
    await work();
    expect(await logs()).toHaveLength(before.length);
  }, 60_000);
});
