import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { compileProgram } from '../test/compile-program';
import { storedContents } from '../test/number-journal';
import { temporaryDirectory } from '../test/temporary-directory';

const ROUNDS = 5;
const inDirectory = temporaryDirectory();

describe('a Journal whose process is killed', () => {
  it('has every commit that was acknowledged, and none by half', async () => {
    const program = inDirectory('journal-writer.js');
    compileProgram(join(__dirname, '..', 'test', 'journal-writer.ts'), program);
    const acknowledged = new Map<string, number>();
    for (let round = 1; round <= ROUNDS; round += 1) {
      await writeUntilKilled(program, round, acknowledged);

      const stored = await storedContents(inDirectory('numbers.jsonl'));
      for (const [pair, value] of acknowledged) expect(stored[`left ${pair}`]).toBeGreaterThanOrEqual(value);
      for (const [key, value] of Object.entries(stored)) {
        if (key.startsWith('left')) expect(stored[key.replace('left', 'right')]).toBe(value);
      }
    }
  }, 30_000);

  /** Kills the program after some hundred acknowledged commits, a different number each round. */
  async function writeUntilKilled(program: string, round: number, acknowledged: Map<string, number>): Promise<void> {
    const child = spawn(process.execPath, [program, inDirectory('numbers.jsonl'), String(round)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    let left = 150 + 37 * round;
    for await (const line of createInterface(child.stdout)) {
      const [, pair, value] = /^(\S+) (\d+)$/.exec(line) ?? [];
      if (pair !== undefined) acknowledged.set(pair, Number(value));
      left -= 1;
      if (left === 0) child.kill('SIGKILL');
    }
    expect(await exited).toEqual([null, 'SIGKILL']);
  }
});
