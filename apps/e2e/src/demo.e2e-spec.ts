import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { run } from '../support/machine';
import { ARTICLE, Site } from '../support/site';

/** `npm run demo` as a user types it; the bootstrap finds everything built and goes straight to work. */
const demo = (...args: string[]) => run('npm', ['run', '--silent', 'demo', '--', ...args], { limitMs: 120_000 });

const leftovers = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('otto-demo'));

describe('npm run demo', () => {
  it('prints its own article with its table and code fence as Markdown, and leaves nothing behind', async () => {
    const { code, stdout } = await demo();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# /m);
    expect(stdout).toMatch(/^\| -+ \|/m);
    expect(stdout).toMatch(/^```\w+$/m);
    expect(await leftovers()).toEqual([]);
  }, 150_000);

  it('prints the page of another local site', async () => {
    const site = await Site.serve({ '/': ARTICLE });
    const { code, stdout } = await demo(`${site.url}/`);
    await site.close();
    expect(code).toBe(0);
    expect(stdout).toContain('# Tides of the estuary');
  }, 150_000);

  it('ends with the step, the reason and the remedy when the page cannot be had', async () => {
    const { code, stderr } = await demo('http://127.0.0.1:1/');
    expect(code).toBe(1);
    expect(stderr).toContain('navigation_failed');
    expect(await leftovers()).toEqual([]);
  }, 150_000);
});
