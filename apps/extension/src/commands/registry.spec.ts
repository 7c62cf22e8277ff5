import { existsSync } from 'node:fs';
import path from 'node:path';
import { SITE_BUNDLES } from './registry';
import { commandsOf } from './site-bundle';

const ALL = SITE_BUNDLES.flatMap((bundle) =>
  commandsOf(bundle).map(({ metadata }) => ({ name: `${bundle.site} ${metadata.id}`, site: bundle.site, metadata })),
);

it('holds every site once', () => {
  const sites = SITE_BUNDLES.map(({ site }) => site);
  expect(new Set(sites).size).toBe(sites.length);
});

describe.each(SITE_BUNDLES)('$site', (bundle) => {
  it('names each of its commands once, aliases included', () => {
    const names = commandsOf(bundle).flatMap(({ metadata }) => [metadata.id, ...(metadata.aliases ?? [])]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('tags what is about signing in', () => {
    const tagged = commandsOf(bundle).filter(({ metadata }) => metadata.tags?.includes('auth'));
    expect(tagged.map(({ metadata }) => metadata.id)).toEqual(['checkLogin', 'gotoLogin']);
    expect(tagged.filter(({ metadata }) => metadata.requiresAuth)).toEqual([]);
  });
});

describe.each(ALL)('$name', ({ site, metadata }) => {
  const { id, inputFields, inputAtLeastOneOf = [], preloadHost, timeoutPolicy } = metadata;

  it('belongs to its site and lies in a file of its name', () => {
    expect(metadata.site).toBe(site);
    const file = id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    expect(existsSync(path.join(__dirname, site, `${file}.ts`))).toBe(true);
  });

  it('says what it does and what it takes', () => {
    expect(metadata.description).toMatch(/\.$/);
    const names = inputFields?.map(({ name }) => name);
    expect(new Set(names).size).toBe(names?.length);
    for (const field of inputFields ?? []) expect(field.description).toMatch(/\.$/);
  });

  it('refers to inputs that it declares', () => {
    const optional = new Set(inputFields?.filter((field) => field.optional).map(({ name }) => name));
    expect(inputAtLeastOneOf.filter((name) => !optional.has(name))).toEqual([]);
    const scaled = inputFields?.find(({ name }) => name === timeoutPolicy?.scaling?.inputField);
    expect(scaled?.type).toBe(timeoutPolicy?.scaling ? 'number' : undefined);
  });

  it('starts on its own site', () => {
    const host = preloadHost ?? site;
    expect(host === site || host.endsWith(`.${site}`)).toBe(true);
  });
});
