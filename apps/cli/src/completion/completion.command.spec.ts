import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { OttoUnderTest } from '../../test/otto-under-test';
import { SHELLS } from './shells';

let otto: OttoUnderTest;
beforeAll(async () => {
  otto = await OttoUnderTest.create();
});
afterAll(() => otto.remove());

/** The candidates that `otto __complete` prints. */
async function candidates(...words: string[]): Promise<string[]> {
  const { stdout } = await otto.run(['__complete', '--', ...words]);
  return stdout.split('\n').map((line) => line.split('\t')[0] ?? '');
}

describe('otto completion', () => {
  it.each(SHELLS)('prints a script for %s, with how to install it', async (shell) => {
    const { code, stdout, stderr } = await otto.run(['completion', shell]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      new RegExp(`^# Completion of otto for ${shell}\\. To have it .*:\n#   .*otto completion`, 'm'),
    );
    expect(stdout).toContain('__complete -- ');
    const { script } = await otto.json<{ script: string }>(['completion', shell]);
    expect(script).toBe(stdout);
  });

  it('gives zsh a file that it recognises', async () => {
    expect((await otto.run(['completion', 'zsh'])).stdout).toMatch(/^#compdef otto\n/);
  });

  it('knows the three shells only', async () => {
    const { code, stderr } = await otto.run(['completion', 'tcsh']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^invalid_argument: shell is not valid: "tcsh" is not one of bash, zsh, fish\.\n→ /);
  });

  it('is made from the commands as they are', async () => {
    await expect(candidates('')).resolves.toEqual(expect.arrayContaining(['start', 'screenshot', 'completion']));
    await expect(candidates('client', 'reg')).resolves.toEqual(['register', '']);
    await expect(candidates('screenshot', '--format', '')).resolves.toEqual(['png', 'jpeg', '']);
    await expect(candidates('screenshot', '--json', '--js')).resolves.toEqual(['']);
    await expect(candidates('screenshot', '-o', '')).resolves.toEqual([':files', '']);
  });

  it('does not offer what is only for Otto itself', async () => {
    await expect(candidates('__')).resolves.toEqual(['']);
    await expect(candidates('node', '')).resolves.not.toContain('host');
  });

  it('completes in a real bash', async () => {
    const { stdout: script } = await otto.run(['completion', 'bash']);
    const line = ['otto', 'screenshot', '--format', 'p'];
    const answer = (await candidates(...line.slice(1))).join(' ');
    // Stands in for the built command: the words that it is asked with come back beside the answer.
    const shell = `
      otto() { printf '%s|' "$@" >&2; printf '%s\\tabout\\n' ${answer}; }
      ${script.replaceAll('2>/dev/null)"', ')"')}
      COMP_WORDS=(${line.join(' ')}); COMP_CWORD=3
      _otto otto p --format
      printf '<%s>' "\${COMPREPLY[@]}"
      complete -p otto`;
    const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-euc', shell]);
    expect(stdout).toBe('<png>complete -o nosort -F _otto otto\n');
    expect(stderr).toBe('__complete|--|screenshot|--format|p|');
  });
});
