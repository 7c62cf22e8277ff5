// docs/performance.md: one section for each benchmark that writes its figures down, each with its machine and date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const PAGE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));
const INTRODUCTION =
  '# Performance\n\nWhat was measured, by the commands that measured it: `npm run bench -- <name> --write` replaces its section.\n';

/** Replaces the section of a benchmark, or adds it, and leaves the others as they are. */
export async function writeSection(/** @type {string} */ title, /** @type {string} */ body) {
  const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : INTRODUCTION;
  const [introduction = '', ...others] = page.split(/^## /m);
  const sections = others.filter((section) => !section.startsWith(`${title}\n`));
  const all = [...sections, `${title}\n\n${body}\n`].sort();
  const text = [introduction, ...all].join('## ');
  writeFileSync(PAGE, await format(text, { ...(await resolveConfig(PAGE)), filepath: PAGE }));
}

/** What a section begins with: the command, the machine and the day. */
export function circumstances(/** @type {string} */ command) {
  const [{ model = 'unknown processor' } = {}] = cpus();
  const gib = Math.round(totalmem() / 2 ** 30);
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${model.trim()}, ${cpus().length} cores, ${gib} GiB, ${platform()} ${arch()}, Node ${process.version}`;
  return `\`npm run bench -- ${command}\` on ${date}: ${machine}.`;
}
