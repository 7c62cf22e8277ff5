import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invocationWith } from '../../test/invocation';
import { ConfigFile } from './config-file';
import { OttoHome } from './otto-home';

let root: string;
let config: ConfigFile;
const tokens = { accessToken: 'a', refreshToken: 'r' };

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'otto-config-'));
  config = new ConfigFile(new OttoHome(invocationWith({ OTTO_HOME: root })));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('ConfigFile', () => {
  it('is empty before it is written', async () => {
    await expect(config.read()).resolves.toEqual({});
  });

  it('keeps what was set, in a file for its owner alone', async () => {
    await config.change({ clientId: 'clt_1', tokens });
    await config.change({ nodeId: 'node_a' });
    await expect(config.read()).resolves.toEqual({ clientId: 'clt_1', tokens, nodeId: 'node_a' });
    expect((await stat(join(root, 'config.json'))).mode & 0o777).toBe(0o600);
  });

  it('keeps all of several changes that are made at once', async () => {
    await Promise.all([
      config.change({ clientId: 'clt_1' }),
      config.change({ tokens }),
      config.change({ nodeId: 'n' }),
    ]);
    await expect(config.read()).resolves.toEqual({ clientId: 'clt_1', tokens, nodeId: 'n' });
  });

  it('removes what is set to undefined', async () => {
    await config.change({ clientId: 'clt_1', tokens });
    await config.change({ tokens: undefined });
    await expect(config.read()).resolves.toEqual({ clientId: 'clt_1' });
  });

  it('keeps settings of another version', async () => {
    await writeFile(join(root, 'config.json'), '{"future":{"x":1}}', { mode: 0o600 });
    await config.change({ clientId: 'clt_1' });
    await expect(config.read()).resolves.toEqual({ future: { x: 1 }, clientId: 'clt_1' });
  });

  it.each(['{', '[]', '"x"', '{"clientId":1}', '{"tokens":{}}', '{"tokens":"x"}'])(
    'says corrupt_file for %s',
    async (text) => {
      await writeFile(join(root, 'config.json'), text, { mode: 0o600 });
      await expect(config.read()).rejects.toMatchObject({ code: 'corrupt_file' });
    },
  );
});
