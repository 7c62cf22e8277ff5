import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ENVIRONMENT } from '@otto/protocol';
import { anchors, codeLines, linkTargets, markdownFiles } from './markdown';
import { ROOT } from './sources';

const pages = markdownFiles();
/** What people wrote; the reference pages are compared with their sources elsewhere. */
const written = pages.filter((page) => !page.path.startsWith('docs/reference/'));
const code = written.flatMap((page) => codeLines(page.text).map((line) => ({ page: page.path, line })));

/** Variables of the programs in examples, not of Otto. */
const OF_EXAMPLES = ['OTTO_CLIENT_ID', 'OTTO_CLIENT_SECRET', 'OTTO_RELAY_URL'];
/** Of the specs: what only those who work on Otto set. */
const OF_SPECS = ['OTTO_PICTURES'];

function isThere(file: string): boolean {
  return existsSync(path.join(ROOT, file));
}

describe('links in the docs', () => {
  it('lead to files that are there, and to headings in them', () => {
    const broken = pages.flatMap((page) =>
      linkTargets(page.text)
        .filter((target) => !leadsSomewhere(page.path, target))
        .map((target) => `${page.path}: ${target}`),
    );
    expect(pages.length).toBeGreaterThan(20);
    expect(broken).toEqual([]);
  });
});

function leadsSomewhere(from: string, target: string): boolean {
  const [file = '', anchor] = target.split('#');
  const to = file === '' ? from : path.posix.join(path.posix.dirname(from), file);
  if (!isThere(to)) return false;
  return anchor === undefined || anchors(readFileSync(path.join(ROOT, to), 'utf8')).has(anchor);
}

describe('paths in the docs', () => {
  const PATH = /(?<![\w./@-])(?:apps|libs|docs|tools)\/[\w./{},-]+/g;

  it('are there', () => {
    const named = code.flatMap(({ page, line }) =>
      // Where a name is left open, such as <site>, there is nothing to look for.
      [...line.matchAll(PATH)]
        .filter(({ index, 0: found }) => !'<*…'.includes(line.charAt(index + found.length) || ' '))
        .flatMap(([found]) => expand(found.replace(/[.,]+$/, '')))
        .map((found) => ({ page, found })),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ found }) => !isThere(found))).toEqual([]);
  });

  /** `libs/{acl,auth}` stands for two. */
  function expand(text: string): string[] {
    const [, before = '', names, after = ''] = /^(.*?)\{([^}]*)\}(.*)$/.exec(text) ?? [];
    return names === undefined ? [text] : names.split(',').flatMap((name) => expand(before + name + after));
  }
});

describe('commands in the docs', () => {
  const reference = pages.find((page) => page.path === 'docs/reference/cli.md')?.text ?? '';
  const sections = new Map(
    reference.split(/^## /m).map((section) => [section.split('\n', 1)[0] ?? '', flagsIn(section)] as const),
  );
  const everywhere = [...(sections.get('Options of every command') ?? []), '--help'];

  it('of otto are in its reference, with their options', () => {
    const runs = code.flatMap(({ page, line }) =>
      [...line.matchAll(/(?:^|\s)otto ((?:--)?[a-z][^|#`]*)/g)].map(([, rest = '']) => ({ page, rest: rest.trim() })),
    );
    expect(runs.length).toBeGreaterThan(30);
    expect(runs.filter(({ rest }) => !isDocumented(rest))).toEqual([]);
  });

  it('of npm are scripts of a package', () => {
    const runs = code.flatMap(({ page, line }) =>
      [...line.matchAll(/\bnpm run ([\w:-]+)(?: -w (\S+))?/g)].map(([, script = '', workspace]) => ({
        page,
        script,
        workspace,
      })),
    );
    expect(runs.length).toBeGreaterThan(10);
    expect(runs.filter(({ script, workspace }) => !scriptsOf(workspace).includes(script))).toEqual([]);
  });

  function flagsIn(section: string): string[] {
    return [...section.matchAll(/^\| `([^`]+)` \|/gm)].flatMap(([, flags = '']) => flags.match(/--?[\w-]+/g) ?? []);
  }

  function isDocumented(rest: string): boolean {
    const [ours = ''] = rest.split(/\s--(?:\s|$)/);
    const words = ours.split(/\s+/);
    const flags = words.filter((word) => /^--?[a-zA-Z]/.test(word)).map((word) => word.replace(/[=,.;:].*$/, ''));
    const known = [...everywhere, ...(flagsOf(words) ?? [])];
    return (words[0]?.startsWith('-') || flagsOf(words) !== undefined) && flags.every((flag) => known.includes(flag));
  }

  /** Of the longest command that the words begin with; a group such as `otto logs` has none of its own. */
  function flagsOf([first = '', second = '']: readonly string[]): readonly string[] | undefined {
    const [group] = [first, second].map((word) => word.replace(/[^a-z-].*$/, ''));
    const isGroup = [...sections.keys()].some((name) => name.startsWith(`otto ${group} `));
    return sections.get(`otto ${first} ${second}`) ?? sections.get(`otto ${group}`) ?? (isGroup ? [] : undefined);
  }

  function scriptsOf(workspace: string | undefined): string[] {
    const folder = workspace === undefined ? '' : `apps/${workspace.replace('@otto/', '')}`;
    const manifest = JSON.parse(readFileSync(path.join(ROOT, folder, 'package.json'), 'utf8')) as { scripts: object };
    return Object.keys(manifest.scripts);
  }
});

describe('environment variables in the docs', () => {
  it('are in the table', () => {
    const named = written.flatMap((page) =>
      [...page.text.matchAll(/\bOTTO_[A-Z_]*[A-Z]\b/g)].map(([name]) => ({ page: page.path, name })),
    );
    expect(named.length).toBeGreaterThan(10);
    const known = [...Object.keys(ENVIRONMENT), ...OF_EXAMPLES, ...OF_SPECS];
    expect(named.filter(({ name }) => !known.includes(name))).toEqual([]);
  });
});
