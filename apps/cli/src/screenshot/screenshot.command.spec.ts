import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { OttoWithRelay } from '../../test/otto-with-relay';

const PAGE = 'http://site.example/pricing';
const BYTES = Buffer.from('not really a picture');
const DATA = {
  sourceUrl: PAGE,
  mode: 'viewport',
  format: 'png',
  mimeType: 'image/png',
  width: 1280,
  height: 720,
  byteLength: BYTES.length,
  quality: null,
  scale: 1,
  downscaled: false,
  contentBase64: BYTES.toString('base64'),
};

let machine: OttoWithRelay;
let directory: string;
const earlier = process.cwd();
const sent = (): unknown => machine.relay.commands().at(-1)?.payload.payload;

beforeEach(async () => {
  machine = await OttoWithRelay.create();
  await machine.register();
  directory = machine.otto.path('here');
  await mkdir(directory);
  process.chdir(directory);
  machine.relay.onCommand = ({ result, frame }) => {
    const { format } = frame.payload.payload as { format: string };
    result({ ...DATA, format, mimeType: `image/${format}` });
  };
});
afterEach(async () => {
  process.chdir(earlier);
  await machine.remove();
});

describe('otto screenshot', () => {
  it('writes a file that is named after the page, and prints its path and size', async () => {
    const file = `${process.cwd()}/site.example-pricing.png`;
    await expect(machine.run(['screenshot', PAGE])).resolves.toEqual({
      code: 0,
      stdout: `✔ ${file} (1280 × 720, 20 bytes)\n`,
      stderr: '',
    });
    expect(await readFile(file)).toEqual(BYTES);
    expect(sent()).toEqual({ url: PAGE, mode: 'viewport', format: 'png' });
  });

  it('gives the picture to whatever reads stdout, and nothing else', async () => {
    const { code, stdout, stderr } = await machine.run(['screenshot', PAGE, '-o', '-']);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: BYTES.toString(), stderr: '' });
    expect(await readdir('.')).toEqual([]);
  });

  it.each([[['--json'], {}] as const, [[], { tty: true }] as const])(
    'gives none to JSON, nor to a terminal (%j %j)',
    async (flags, options) => {
      const { code, stdout, stderr } = await machine.run(['screenshot', PAGE, '-o', '-', ...flags], options);
      expect(code).toBe(1);
      expect(stderr).toContain('--output - is not valid');
      expect(stdout).not.toContain(BYTES.toString());
    },
  );

  it('leaves a file alone that the user did not name', async () => {
    await writeFile('site.example-pricing.png', 'mine');
    await machine.run(['screenshot', PAGE]);
    await machine.run(['screenshot', PAGE]);
    expect((await readdir('.')).sort()).toEqual([
      'site.example-pricing-2.png',
      'site.example-pricing-3.png',
      'site.example-pricing.png',
    ]);
    expect(await readFile('site.example-pricing.png', 'utf8')).toBe('mine');
  });

  it('replaces one that the user named', async () => {
    await writeFile('shot.png', 'before');
    expect((await machine.run(['screenshot', PAGE, '-o', 'shot.png'])).code).toBe(0);
    expect(await readFile('shot.png')).toEqual(BYTES);
  });

  it.each([
    [['-o', 'a.jpg'], 'jpeg'],
    [['-o', 'a.jpg', '--format', 'png'], 'png'],
    [['--format', 'jpeg'], 'jpeg'],
    [['-o', 'a'], 'png'],
  ])('with %j asks for %s', async (flags, format) => {
    await machine.run(['screenshot', PAGE, ...flags]);
    expect(sent()).toMatchObject({ format });
  });

  it('passes on what the flags say', async () => {
    const flags = ['--full-page', '--quality', '50', '--format', 'jpeg', '--node-id', 'node_x', '--timeout', '1m'];
    await machine.run(['screenshot', PAGE, ...flags]);
    expect(machine.relay.commands()[0]!.payload).toMatchObject({
      targetNodeId: 'node_x',
      timeoutMs: 60_000,
      payload: { mode: 'full_page', quality: 50 },
    });
  });

  it('prints all but the picture itself as JSON', async () => {
    const { contentBase64: _picture, byteLength, ...facts } = DATA;
    expect(await machine.json(['screenshot', PAGE])).toEqual({
      file: `${process.cwd()}/site.example-pricing.png`,
      bytes: byteLength,
      ...facts,
      requestId: machine.relay.commands()[0]!.requestId,
      warnings: [],
    });
  });

  it('says so when the picture had to be reduced', async () => {
    machine.relay.onCommand = ({ result }) => result({ ...DATA, downscaled: true, scale: 0.41 });
    expect((await machine.run(['screenshot', PAGE])).stdout).toContain('reduced to 41 %');
  });

  it('shows the picture on a terminal that can, and in no pipe', async () => {
    const env = { TERM: 'xterm-kitty', NO_COLOR: '1' };
    const { stdout } = await machine.run(['screenshot', PAGE], { tty: true, env });
    expect(stdout).toMatch(/^\u001b_Ga=T[^\n]*\n✔ /);
    expect(stdout).toContain(DATA.contentBase64);
    expect((await machine.run(['screenshot', PAGE], { env })).stdout).toMatch(/^✔ /);
  });

  it.each([
    [['nonsense'], /^invalid_url: /],
    [[PAGE, '--format', 'gif'], /^invalid_argument: --format is not valid: "gif" is not one of png, jpeg/],
    [[PAGE, '--quality', '0'], /^invalid_argument: --quality/],
    [[], /^invalid_usage: missing required argument 'url'/],
  ])('refuses %j before anything is sent', async (args, message) => {
    const { code, stderr } = await machine.run(['screenshot', ...args]);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(machine.relay.commands()).toEqual([]);
  });

  it('leaves no file behind when there is no picture', async () => {
    machine.relay.onCommand = ({ error }) => error('screenshot_too_large');
    const { code, stderr } = await machine.run(['screenshot', PAGE]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^screenshot_too_large: /);
    expect(await readdir('.')).toEqual([]);
  });

  it('says so when the file cannot be written', async () => {
    const { code, stderr } = await machine.run(['screenshot', PAGE, '-o', 'none/shot.png']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^directory_not_writable: .*none\/shot\.png \(there is no such directory\)\.\n→ .*--output/);
  });
});
