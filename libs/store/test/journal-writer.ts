import { writeSync } from 'node:fs';
import { openNumbers } from './number-journal';

/**
 * A program that commits without end until it is killed: `node journal-writer.js <file> <round>`. Several writers at once
 * each put a pair of keys, and tell on stdout what was acknowledged: one line `<pair> <value>` each.
 */
async function main([file = '', round = '0']: string[]): Promise<void> {
  const journal = await openNumbers(file, { compactAboveBytes: 2000 });
  writeSync(1, 'ready\n');
  const write = async (writer: number): Promise<void> => {
    for (let count = 1; ; count += 1) {
      const pair = `${writer}.${count % 4}`;
      const value = Number(round) * 1_000_000 + count;
      await journal.commit(['left', 'right'].map((side) => ({ key: `${side} ${pair}`, value })));
      writeSync(1, `${pair} ${value}\n`);
    }
  };
  await Promise.all([0, 1, 2, 3].map(write));
}

void main(process.argv.slice(2));
