import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const CODE = /\.(ts|tsx|mjs|js)$/;
const NOT_OURS = new Set(['node_modules', 'dist', 'build', '.plasmo', 'generated', 'coverage', 'assets']);

/** The code of a folder and the folders in it, without what is generated, built or installed. */
export function codeIn(...folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) => filesIn(folder))
    .filter((file) => CODE.test(file))
    .map((file) => ({ path: file, text: readFileSync(path.join(ROOT, file), 'utf8') }));
}

/** Specs, and what only specs use. */
export function isForSpecs(file: string): boolean {
  return /\.(e2e-)?spec\.tsx?$|\/(test|testing)\/|^apps\/e2e\//.test(file);
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesIn(file);
    return entry.isFile() ? [file] : [];
  });
}
