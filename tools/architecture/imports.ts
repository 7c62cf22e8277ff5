import path from 'node:path';
import ts from 'typescript';
import type { SourceFile } from './sources';

export interface Import {
  readonly from: string;
  /** What stands in the import. */
  readonly specifier: string;
  /** The app or lib that it leads to, as `apps/relay`; undefined for packages from outside. */
  readonly unit: string | undefined;
  /** Where in the unit: a path from the root for relative imports. */
  readonly to: string;
}

/** Every module that a file imports, exports from, requires or loads. */
export function importsOf(file: SourceFile): Import[] {
  return ts.preProcessFile(file.text, true, true).importedFiles.map(({ fileName }) => resolve(file, fileName));
}

/** The app or lib that a file belongs to. */
export function unitOf(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}

function resolve({ path: from }: SourceFile, specifier: string): Import {
  // Plasmo's `url:` and `data-text:` say what to do with a file, not which one it is.
  const target = specifier.replace(/^[a-z-]+:(?=\.)/, '');
  if (target.startsWith('.')) {
    const to = path.posix.join(path.posix.dirname(from), target);
    return { from, specifier, unit: unitOf(to), to };
  }
  if (target.startsWith('~')) return { from, specifier, unit: unitOf(from), to: target };
  const lib = /^@otto\/([a-z]+)/.exec(target)?.[1];
  return { from, specifier, unit: lib === undefined ? undefined : `libs/${lib}`, to: target };
}
