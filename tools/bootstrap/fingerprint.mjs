import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * One hash over names and contents of files, so that a checkout that only touches times changes nothing. What is
 * missing counts as missing, and appearing later changes the hash.
 * @param {string} root
 * @param {readonly string[]} inputs files and directories, relative to root
 * @param {(file: string) => boolean} [isInput] decides on each file and directory inside the directories
 * @returns {string} hex
 */
export function fingerprint(root, inputs, isInput = () => true) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of filesOf(root, input, isInput)) {
      hash
        .update(`${file}\0`)
        .update(contentOf(path.join(root, file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} input
 * @param {(file: string) => boolean} isInput
 * @returns {string[]} in an order that does not depend on the file system, with `/` on every system
 */
function filesOf(root, input, isInput) {
  if (!statSync(path.join(root, input), { throwIfNoEntry: false })?.isDirectory()) return [input];
  return readdirSync(path.join(root, input))
    .sort()
    .map((name) => `${input}/${name}`)
    .filter(isInput)
    .flatMap((file) => filesOf(root, file, isInput));
}

/** @param {string} file */
function contentOf(file) {
  try {
    const content = readFileSync(file);
    return createHash('sha256').update(content).digest();
  } catch {
    return 'missing';
  }
}
