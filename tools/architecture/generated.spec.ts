import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './sources';

it('generated files are current', async () => {
  const check = promisify(execFile)(process.execPath, [path.join(ROOT, 'tools/generate.mjs'), '--check']);
  await expect(check).resolves.toMatchObject({ stderr: '' });
}, 60_000);
