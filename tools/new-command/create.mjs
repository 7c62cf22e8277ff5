import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import prettier from 'prettier';

const COMMANDS = 'apps/extension/src/commands';
const HOST = /^(?=.{4,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;
const ID = /^[a-z][a-z0-9]*([A-Z][a-z0-9]*)*$/;
const OF_EVERY_SITE = ['checkLogin', 'gotoLogin'];

/**
 * Copies the template of a site command with its spec and registers it; for a site that has no commands yet, also its bundle
 * with checkLogin and gotoLogin.
 *
 * @param {{root: string, site: string, id: string}} wanted root is that of the repository
 * @returns {Promise<string[]>} the files that were written or changed, from the root
 */
export async function newCommand({ root, site, id }) {
  if (!HOST.test(site)) throw new Error(`"${site}" is not a host name such as example.com`);
  if (!ID.test(id)) throw new Error(`"${id}" is not an id in camel case such as getItems`);
  const home = path.join(root, COMMANDS, site);
  const hasSite = await exists(path.join(home, 'site.ts'));
  const file = kebab(id);
  if (OF_EVERY_SITE.includes(id) || (await exists(path.join(home, `${file}.ts`)))) {
    throw new Error(`${site} has a command ${id} already`);
  }
  const template = path.join(root, COMMANDS, 'template');
  const copy = async (from, to) => {
    await save(path.join(home, to), fill(await readFile(path.join(template, from), 'utf8'), site, id));
    return path.join(COMMANDS, site, to);
  };
  await mkdir(home, { recursive: true });
  const written = [await copy('get-items.ts', `${file}.ts`), await copy('get-items.spec.ts', `${file}.spec.ts`)];
  if (hasSite)
    return [...written, await register(root, path.join(COMMANDS, site, 'site.ts'), id, `./${file}`, 'commands: [')];
  for (const name of ['site-name.ts', 'check-login.ts', 'goto-login.ts', 'site.ts'])
    written.push(await copy(name, name));
  const registry = path.join(COMMANDS, 'registry.ts');
  return [...written, await register(root, registry, camel(site), `./${site}/site`, 'readonly SiteBundle[] = [')];
}

/** Adds the import of `name` and puts it at the end of the list that begins with `opening`. */
async function register(root, file, name, from, opening) {
  const text = await readFile(path.join(root, file), 'utf8');
  const start = text.indexOf(opening) + opening.length;
  const end = text.indexOf(']', start);
  if (start < opening.length || end === -1) throw new Error(`${file} holds no list "${opening}"`);
  const listed = text.slice(start, end).trim().replace(/,$/, '');
  const list = listed === '' ? name : `${listed}, ${name}`;
  await save(path.join(root, file), withImport(`${text.slice(0, start)}${list}${text.slice(end)}`, name, from));
  return file;
}

/** Imports stay in the order of their paths. */
function withImport(text, name, from) {
  const line = `import { ${name} } from '${from}';`;
  const lines = text.split('\n');
  const pathOf = (each) => /^import .* from '(\..*)';$/.exec(each)?.[1];
  const next = lines.findIndex((each) => (pathOf(each) ?? '') > from);
  const last = lines.findLastIndex((each) => pathOf(each) !== undefined);
  lines.splice(next === -1 ? last + 1 : next, 0, line);
  return lines.join('\n');
}

function fill(text, site, id) {
  return text
    .replaceAll('example.com', site)
    .replaceAll('exampleCom', camel(site))
    .replaceAll('commands/template/', `commands/${site}/`)
    .replaceAll('getItems', id)
    .replaceAll('get-items', kebab(id))
    .replaceAll('Get items', title(id));
}

async function save(file, text) {
  const options = await prettier.resolveConfig(file);
  await writeFile(file, await prettier.format(text, { ...options, filepath: file }));
}

const exists = (file) =>
  access(file).then(
    () => true,
    () => false,
  );
const kebab = (id) => id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const camel = (site) => site.replace(/[.-]+(.)/g, (_, letter) => letter.toUpperCase()).replace(/^\d/, 'site$&');
const title = (id) =>
  kebab(id)
    .replaceAll('-', ' ')
    .replace(/^./, (letter) => letter.toUpperCase());
