import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import WebSocket from 'ws';
import { Machine, type Run } from '../support/machine';
import { NEVER_LOADS, Site } from '../support/site';

/** Every failure shows its code and one remedy on stderr, nothing on stdout, and exit code 1. */
function expectFailure(run: Run, code: string, remedy: RegExp): void {
  expect(run.stderr).toMatch(new RegExp(`^${code}: .+`, 'm'));
  expect(run.stderr).toMatch(remedy);
  expect(run.stdout).toBe('');
  expect(run.code).toBe(1);
}

describe('what goes wrong is told with its remedy', () => {
  describe('on a machine where nothing runs', () => {
    let machine: Machine;
    beforeAll(async () => {
      machine = await Machine.create();
    });
    afterAll(() => machine.remove());

    it('says how to make a token secret when the given one is too short', async () => {
      const run = await machine.otto(['start', '--port', '0'], { env: { OTTO_TOKEN_SECRET: 'short' } });
      expectFailure(run, 'invalid_configuration', /OTTO_TOKEN_SECRET.*at least 32 bytes.*randomBytes/s);
      expect(run.stderr).not.toContain('"short"');
    });

    it('says who holds the port', async () => {
      const squatter: Server = createServer();
      await new Promise<void>((listening) => squatter.listen(0, '127.0.0.1', listening));
      const { port } = squatter.address() as AddressInfo;
      const run = await machine.otto(['start', '--port', String(port)]);
      await new Promise((closed) => squatter.close(closed));
      expectFailure(run, 'port_in_use', /OTTO_RELAY_PORT/);
      expect(run.stderr).toContain(String(port));
    });

    it('says that a directory cannot be written', async () => {
      const file = join(machine.home, 'a-file');
      await writeFile(file, '');
      const run = await machine.otto(['start', '--port', '0'], { env: { OTTO_LOG_DIR: join(file, 'relay') } });
      expectFailure(run, 'directory_not_writable', /OTTO_LOG_DIR/);
    });

    it('suggests to start the relay', async () => {
      const status = await machine.otto(['status']);
      expect(status.stdout + status.stderr).toContain('otto start');
      expectFailure(await machine.otto(['authcode']), 'relay_unreachable', /otto start/);
    });

    it('says which browsers it looks for', async () => {
      const run = await machine.otto(['node', 'start', '--headless', '--browser', '/nowhere/chromium']);
      expectFailure(run, 'browser_not_found', /apt-get install chromium/);
    });
  });

  describe('on a machine with a relay and a node', () => {
    let machine: Machine;
    let site: Site;
    beforeAll(async () => {
      site = await Site.serve({ '/never': NEVER_LOADS });
      machine = await Machine.create();
      await machine.startRelay();
      await machine.startNode();
    }, 60_000);
    afterAll(async () => {
      await machine.remove();
      await site.close();
    }, 60_000);

    it('refuses a wrong client secret', async () => {
      const run = await machine.otto(['client', 'login'], {
        env: { OTTO_CONTROLLER_CLIENT_SECRET: 'cs_wrong-secret' },
      });
      expectFailure(run, 'invalid_client_credentials', /otto client/);
    });

    it('refuses a wrong pairing code', async () => {
      expectFailure(await machine.otto(['pair', '000-000']), 'pairing_not_found', /five minutes/);
    });

    it('refuses a client without a grant, and says where to get one', async () => {
      const stranger = await Machine.create();
      try {
        const { relayUrl } = JSON.parse(await machine.file('config.json')) as { relayUrl: string };
        const { nodes } = await machine.json<{ nodes: { nodeId: string }[] }>(['status', '--nodes']);
        const at = ['--relay-url', relayUrl];
        await stranger.json(['client', 'register', '--name', 'stranger', '--description', 'no grant', ...at]);
        await stranger.json(['client', 'login', ...at]);
        const run = await stranger.otto(['extract-content', site.url, '--node-id', nodes[0]!.nodeId, ...at]);
        expectFailure(run, 'acl_missing_node_grant', /popup/);
      } finally {
        await stranger.remove();
      }
    });

    it.each([
      ['not a url', 'invalid_url', /https:\/\//],
      ['file:///etc/passwd', 'invalid_url_scheme', /http/],
      ['chrome://settings', 'invalid_url_scheme', /http/],
    ])('refuses %s', async (url, code, remedy) => {
      expectFailure(await machine.otto(['extract-content', url]), code, remedy);
    });

    it('says that nothing listens at an address', async () => {
      expectFailure(await machine.otto(['extract-content', 'http://127.0.0.1:1/']), 'navigation_failed', /reached/);
    });

    it('gives up on a page that never loads when the time is over', async () => {
      const run = await machine.otto(['extract-content', `${site.url}/never`, '--timeout', '2000'], {
        limitMs: 20_000,
      });
      expectFailure(run, '(tab_url_not_ready|command_timed_out)', /more time/);
    });

    it('answers bad JSON on the socket and goes on', async () => {
      const { relayUrl } = JSON.parse(await machine.file('config.json')) as { relayUrl: string };
      const socket = new WebSocket(`${relayUrl}/?role=controller`);
      await new Promise((open) => socket.once('open', open));
      socket.send('{"oops');
      const answer = await new Promise<{ payload: { code: string; actionableHint: string } }>((received) =>
        socket.once('message', (data: Buffer) => received(JSON.parse(data.toString('utf8')))),
      );
      expect(answer.payload.code).toBe('invalid_json');
      expect(answer.payload.actionableHint).not.toBe('');
      expect(socket.readyState).toBe(WebSocket.OPEN);
      socket.terminate();
    });
  });
});
