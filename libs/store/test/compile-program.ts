import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

/** Bundles a TypeScript file into one that plain Node runs. */
export function compileProgram(source: string, target: string): void {
  const options = ['--bundle', '--platform=node', `--tsconfig=${join(ROOT, 'tsconfig.json')}`, '--log-level=error'];
  execFileSync(join(ROOT, 'node_modules', '.bin', 'esbuild'), [source, ...options, `--outfile=${target}`]);
}
