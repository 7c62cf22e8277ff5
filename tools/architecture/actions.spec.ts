import { ACTIONS, type ActionName } from '@otto/protocol';
import { ACTION_PAYLOADS, schemaOf } from '@otto/protocol/dto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, codeIn, isForSpecs } from './sources';

const FOLDER = 'apps/extension/src/actions';

/** Actions of later issues. An entry has to go when its action is built, which a spec below sees to. */
const NOT_BUILT: readonly ActionName[] = [];

const ALL = Object.keys(ACTIONS) as ActionName[];
const BUILT = ALL.filter((action) => !NOT_BUILT.includes(action));
const code = codeIn(FOLDER);
const specs = code.filter((file) => isForSpecs(file.path));
const files = code.filter((file) => !isForSpecs(file.path));

/** The files that define an action, without their ending. */
function homesOf(action: ActionName): string[] {
  return files.filter(({ text }) => text.includes(`name: '${action}'`)).map((file) => file.path.replace(/\.ts$/, ''));
}

function textOf(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

describe('every action', () => {
  it('has a payload class that takes an object and nothing else', () => {
    expect(ALL.filter((action) => schemaOf(ACTION_PAYLOADS[action]).type !== 'object')).toEqual([]);
  });

  it('is documented', () => {
    const page = textOf('docs/reference/actions.md');
    expect(ALL.filter((action) => !page.includes(`\n## ${action}\n`))).toEqual([]);
  });

  it('is defined in one place', () => {
    expect(BUILT.filter((action) => homesOf(action).length !== 1)).toEqual([]);
  });

  it('is in the registry', () => {
    const registry = textOf(`${FOLDER}/registry.ts`);
    const isListed = (action: ActionName): boolean =>
      homesOf(action).some((home) => registry.includes(`'.${home.slice(FOLDER.length)}'`));
    expect(BUILT.filter((action) => !isListed(action))).toEqual([]);
  });

  it('is run by a spec in its folder', () => {
    const isRun = (action: ActionName): boolean =>
      homesOf(action).some((home) =>
        specs.some(
          ({ path: spec, text }) =>
            path.dirname(spec) === path.dirname(home) && text.includes(`'./${path.basename(home)}'`),
        ),
      );
    expect(BUILT.filter((action) => !isRun(action))).toEqual([]);
  });

  it('that is listed as not built is not', () => {
    expect(NOT_BUILT.filter((action) => homesOf(action).length > 0)).toEqual([]);
  });
});
