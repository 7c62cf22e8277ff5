import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import { serveArticle } from './article-site.mjs';
import { demoOptions } from './options.mjs';
import { Otto } from './otto.mjs';
import { Teardown } from './teardown.mjs';

const CLIENT = ['--name', 'demo', '--description', 'npm run demo'];

/**
 * One page as Markdown, through the product's own commands and parts, in a home that is thrown away afterwards. The
 * Markdown goes to stdout, everything else to stderr.
 * @param {import('../bootstrap/prepare.mjs').Context} context
 */
export async function run(context) {
  const { progress, args, signal } = context;
  const options = demoOptions(args);
  const teardown = new Teardown();
  const cleanUp = () => progress.step('Cleaning up', () => teardown.run());
  try {
    const { otto, home } = await bringUp(context, teardown, options.headed);
    const url = options.url ?? (await progress.step('Serving the article of the demo', () => serve(teardown)));
    const read = () => otto.run(['extract-content', url], signal);
    const markdown = await progress.step(`Reading ${url}`, read);
    process.stdout.write(`\n${markdown.trimEnd()}\n\n`);
    if (options.keep) {
      teardown.forget('stack');
      await teardown.run();
      progress.line(howToGoOn(otto, home));
      return 0;
    }
  } catch (error) {
    await quoteLog(error);
    // What went wrong first is what the user has to know.
    await cleanUp().catch((second) => progress.line(`  ${second.message}`));
    throw error;
  }
  await cleanUp();
  return 0;
}

/**
 * A relay, a client and a node.
 * @param {import('../bootstrap/prepare.mjs').Context} context
 * @param {Teardown} teardown
 * @param {boolean} headed
 */
async function bringUp({ root, progress, signal, browser }, teardown, headed) {
  const home = await mkdtemp(path.join(tmpdir(), 'otto-demo-'));
  teardown.add('stack', () => rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  const otto = new Otto({ root, home, browser: browser?.path });

  teardown.add('stack', () => otto.run(['stop']).catch(unlessNotRunning));
  const start = () => otto.json(['start', '--port', '0'], signal);
  await progress.step('Starting the relay', start, ({ port }) => `port ${port}`);

  await progress.step('Registering a client and logging it in', async () => {
    await otto.json(['client', 'register', ...CLIENT], signal);
    await otto.json(['client', 'login'], signal);
  });

  teardown.add('stack', () => otto.run(['node', 'stop', '--all']).catch(unlessNotRunning));
  const startNode = () => otto.json(['node', 'start', ...(headed ? [] : ['--headless'])], signal);
  await progress.step(
    `Starting ${browser?.name ?? 'a browser'} as a node and pairing it`,
    startNode,
    ({ nodeId }) => nodeId,
  );
  return { otto, home };
}

/** @param {Teardown} teardown */
async function serve(teardown) {
  const site = await serveArticle();
  teardown.add('article', () => site.close());
  return site.url;
}

/** A remedy that sends the user to a log gets that log along, since it goes away with everything else. @param {unknown} error */
async function quoteLog(error) {
  const file = error instanceof Failure ? /\S+\.log\b/.exec(error.remedy ?? '')?.[0] : undefined;
  if (!(error instanceof Failure) || file === undefined) return;
  error.output = await readFile(file, 'utf8').catch(() => undefined);
  error.remedy = error.remedy?.replace(file, 'the log above');
  error.reason = error.reason.replace('use --headless', 'leave --headed out');
}

/** Whatever was broken off before it ran need not be stopped. @param {unknown} error */
function unlessNotRunning(error) {
  if (!(error instanceof Failure && /^(relay|node)_not_running/.test(error.reason))) throw error;
}

/** @param {Otto} otto @param {string} home */
function howToGoOn({ commandLine }, home) {
  return `The relay and the node go on. Use them:
  export OTTO_HOME=${home}
  ${commandLine} extract-content https://example.com/
  ${commandLine} status --nodes

Stop them:
  export OTTO_HOME=${home}
  ${commandLine} node stop && ${commandLine} stop && rm -r ${home}`;
}
