import path from 'node:path';
import ts from 'typescript';
import type { SourceFile } from './sources';

/**
 * Chains of files that import each other in a circle at run time, each as `a -> b -> a`; one for every file in which a
 * search ends up where it came from. Type imports are gone at run time and do not count.
 */
export function importCycles(files: readonly SourceFile[]): string[] {
  const known = new Set(files.map((file) => file.path));
  const graph = new Map(files.map((file) => [file.path, siblingsOf(file, known)]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start !== -1) cycles.push([...trail.slice(start), file].join(' -> '));
    if (start !== -1 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}

function siblingsOf(file: SourceFile, known: ReadonlySet<string>): string[] {
  const { statements } = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    const specifier = loadedBy(statement);
    if (specifier?.startsWith('.') !== true) return [];
    const target = path.posix.join(path.posix.dirname(file.path), specifier);
    return [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`].filter((candidate) => known.has(candidate));
  });
}

/** The module that an import or export statement loads; undefined when it names types only. */
function loadedBy(statement: ts.Statement): string | undefined {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return undefined;
  const { moduleSpecifier } = statement;
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return undefined;
  return isForTypes(statement) ? undefined : moduleSpecifier.text;
}

function isForTypes(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly || areTypes(statement.exportClause);
  const clause = statement.importClause;
  if (clause === undefined) return false;
  return clause.isTypeOnly || (clause.name === undefined && areTypes(clause.namedBindings));
}

function areTypes(names: ts.NamedExportBindings | ts.NamedImportBindings | undefined): boolean {
  if (names === undefined || !(ts.isNamedImports(names) || ts.isNamedExports(names))) return false;
  return names.elements.length > 0 && [...names.elements].every(({ isTypeOnly }) => isTypeOnly);
}
