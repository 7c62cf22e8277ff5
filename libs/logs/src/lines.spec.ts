import * as fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { linesBackward, linesForward } from './lines';

let directory: string;
let file: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'otto-lines-'));
  file = path.join(directory, 'file');
});
afterEach(() => rm(directory, { recursive: true }));

async function forward(from: number, to: number): Promise<string[]> {
  const texts: string[] = [];
  for await (const text of linesForward({ path: file, from, to })) texts.push(text);
  return texts.flatMap(nonEmptyLines);
}

async function backward(from: number, to: number): Promise<string[]> {
  const texts: string[] = [];
  for await (const text of linesBackward({ path: file, from, to })) texts.unshift(text);
  return texts.flatMap(nonEmptyLines);
}

function nonEmptyLines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

describe('reading lines in blocks', () => {
  it('gives every line once and whole, in both directions, wherever the blocks end', async () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 50 }).map((text) => text.replaceAll('\n', '')),
      fc.integer({ min: 60_000, max: 70_000 }).map((length) => 'ü'.repeat(length / 2)),
      fc.integer({ min: 1, max: 9000 }).map((length) => 'x'.repeat(length)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40 }), fc.boolean(), async (lines, endsInNewline) => {
        const content = Buffer.from(lines.join('\n') + (endsInNewline ? '\n' : ''));
        await writeFile(file, content);
        const wanted = lines.filter((text) => text !== '');
        expect(await forward(0, content.length)).toEqual(wanted);
        expect(await backward(0, content.length)).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps to its stretch of the file', async () => {
    await writeFile(file, 'a\nb\nc\nd\n');
    expect(await forward(2, 6)).toEqual(['b', 'c']);
    expect(await backward(2, 6)).toEqual(['b', 'c']);
  });

  it('skips a line that is too long to be one, and finds the lines around it', async () => {
    const content = `first\n${'x'.repeat(3 * 1024 * 1024)}\nlast\n`;
    await writeFile(file, content);
    for (const read of [forward, backward]) {
      const lines = await read(0, content.length);
      expect([lines[0], lines.at(-1)]).toEqual(['first', 'last']);
      expect(lines.join('').length).toBeLessThan(2 * 1024 * 1024);
    }
  });

  it('ends early when the file has become shorter', async () => {
    await writeFile(file, 'a\nb\n');
    expect(await forward(0, 1_000_000)).toEqual(['a', 'b']);
  });

  it('finds nothing in a file that is gone', async () => {
    expect(await forward(0, 10)).toEqual([]);
    expect(await backward(0, 10)).toEqual([]);
  });
});
