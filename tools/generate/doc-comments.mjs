import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/**
 * The doc comments of classes and their members, which do not outlive compilation.
 *
 * @param {string} folder looked through with all folders in it
 * @param {RegExp} pattern of file names
 * @returns {Record<string, {text: string, members: Record<string, string>}>} by class name
 */
export function readDocComments(folder, pattern) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => pattern.test(file));
  return Object.fromEntries(files.flatMap((file) => classesIn(path.join(folder, file))));
}

function classesIn(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  return source.statements.filter(ts.isClassDeclaration).map((declaration) => {
    const members = declaration.members
      .filter(({ name }) => name !== undefined && ts.isIdentifier(name))
      .map((member) => [member.name.text, commentOf(member)]);
    return [declaration.name.text, { text: commentOf(declaration), members: Object.fromEntries(members) }];
  });
}

function commentOf(node) {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return comments
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
