import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type Files = Record<string, string>;

const { manifest } = JSON.parse(readFileSync(join(__dirname, '../../extension/package.json'), 'utf8')) as {
  manifest: { key: string };
};

export const hash = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** A small extension that a browser would take for Otto's, with its list of checksums. */
export function extensionFiles(version = '9.8.7', more: Files = {}): Files {
  const files: Files = {
    'manifest.json': JSON.stringify({ manifest_version: 3, name: 'Otto', version, key: manifest.key }),
    'static/background/index.js': `// ${version}`,
    ...more,
  };
  return { ...files, SHA256SUMS: checksumList(files) };
}

export function checksumList(files: Files): string {
  return Object.entries(files)
    .map(([path, content]) => `${hash(content)}  ${path}\n`)
    .join('');
}

export async function writeExtension(directory: string, files: Files = extensionFiles()): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
  return directory;
}

export function asBytes(files: Files): Map<string, Uint8Array> {
  return new Map(Object.entries(files).map(([path, content]) => [path, new TextEncoder().encode(content)]));
}
