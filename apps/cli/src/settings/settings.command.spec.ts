import { readFile, writeFile } from 'node:fs/promises';
import { OttoUnderTest } from '../../test/otto-under-test';

let otto: OttoUnderTest;
const stored = async (): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(otto.path('config.json'), 'utf8')) as Record<string, unknown>;

beforeEach(async () => {
  otto = await OttoUnderTest.create();
});
afterEach(() => otto.remove());

describe('otto settings', () => {
  it('are listed with their values, and those that have none', async () => {
    await otto.run(['settings', 'nodeId', 'node_a']);
    await expect(otto.json(['settings'])).resolves.toEqual({
      settings: {
        relayUrl: null,
        relayHttpUrl: null,
        nodeId: 'node_a',
        extensionDirectory: null,
        extensionReleaseUrl: null,
      },
    });
    expect((await otto.run(['settings'])).stdout).toMatch(/^nodeId +node_a +the node to use/m);
  });

  it.each([
    ['relayUrl', 'https://relay.example/', 'wss://relay.example'],
    ['relayHttpUrl', 'ws://127.0.0.1:1', 'http://127.0.0.1:1'],
    ['nodeId', 'node_a-1', 'node_a-1'],
    ['extensionDirectory', '/somewhere/else/', '/somewhere/else'],
    ['extensionReleaseUrl', 'https://x.example/{version}.zip', 'https://x.example/{version}.zip'],
  ])('%s takes %s', async (name, text, value) => {
    await expect(otto.json(['settings', name, text])).resolves.toEqual({ settings: { [name]: value } });
    expect(await stored()).toEqual({ [name]: value });
  });

  it.each([
    ['relayUrl', 'ftp://relay.example'],
    ['relayUrl', 'wss://user:password@relay.example'],
    ['nodeId', '../node'],
    ['extensionReleaseUrl', 'https://x.example/latest.zip'],
    ['extensionReleaseUrl', 'http://x.example/{version}.zip'],
  ])('%s does not take %s', async (name, text) => {
    const { code, stderr } = await otto.run(['settings', name, text]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^invalid_argument: /);
  });

  it.each([['clientId', 'clt_1'], ['colour'], ['tokens', '--unset']])(
    '%s is no setting: those that are get named',
    async (...argv) => {
      const { code, stderr } = await otto.run(['settings', ...argv]);
      expect(code).toBe(1);
      expect(stderr).toBe(
        `unknown_setting: There is no setting "${argv[0]}".\n` +
          '→ The settings are: relayUrl, relayHttpUrl, nodeId, extensionDirectory, extensionReleaseUrl.\n',
      );
    },
  );

  it('go back to what holds without them, and leave the rest of the file alone', async () => {
    await writeFile(otto.path('config.json'), '{"nodeId":"node_a","future":[1]}', { mode: 0o600 });
    await expect(otto.json(['settings', 'nodeId', '--unset'])).resolves.toEqual({ settings: { nodeId: null } });
    expect(await stored()).toEqual({ future: [1] });
  });

  it('tells that the identity belongs to another relay when the relay is changed', async () => {
    const config = { relayUrl: 'ws://127.0.0.1:8787', clientId: 'clt_1' };
    await writeFile(otto.path('config.json'), JSON.stringify(config), { mode: 0o600 });
    const { stderr } = await otto.run(['settings', 'relayUrl', 'wss://relay.example']);
    expect(stderr).toMatch(/^clt_1 is known to ws:\/\/127\.0\.0\.1:8787\..*otto client register/);
  });

  it('prints one', async () => {
    await otto.run(['settings', 'nodeId', 'node_a']);
    await expect(otto.json(['settings', 'nodeId'])).resolves.toEqual({ settings: { nodeId: 'node_a' } });
  });

  it.each([['--unset'], ['nodeId', 'node_a', '--unset']])('does not guess what %s means', async (...argv) => {
    expect((await otto.run(['settings', ...argv])).stderr).toMatch(/^invalid_usage: .*--unset/);
  });
});

describe('otto config', () => {
  it('prints what is in effect on a fresh machine', async () => {
    await expect(otto.json(['config'])).resolves.toEqual({
      home: otto.home,
      configFile: otto.path('config.json'),
      relayUrl: 'ws://127.0.0.1:8787',
      relayHttpUrl: 'http://127.0.0.1:8787',
      nodeId: null,
      clientId: null,
      clientSecret: 'unset',
      clientSecretPlace: null,
      tokens: 'unset',
      operatorToken: 'unset',
      extensionDirectory: otto.path('extension'),
    });
  });

  it('says of secrets only that they are set', async () => {
    const secrets = { accessToken: 'access-token-text', refreshToken: 'refresh-token-text' };
    await writeFile(otto.path('config.json'), JSON.stringify({ clientId: 'clt_1', tokens: secrets }), { mode: 0o600 });
    await writeFile(otto.path('client-secret'), 'cs_secret_text\n', { mode: 0o600 });
    const env = { OTTO_OPERATOR_TOKEN: 'operator-token-text-0123456789-0123' };
    const [text, json] = [await otto.run(['config'], { env }), await otto.run(['config', '--json'], { env })];
    for (const { stdout, stderr } of [text, json]) expect(stdout + stderr).not.toMatch(/-token-text|cs_secret/);
    expect(JSON.parse(json.stdout)).toMatchObject({
      clientSecret: 'set',
      clientSecretPlace: 'file',
      tokens: 'set',
      operatorToken: 'set',
    });
    expect(text.stdout).toMatch(/^client secret +set, in a file that only you can read$/m);
  });
});
