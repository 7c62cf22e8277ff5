import { OttoError, EXTENSION_ID, type Environment } from '@otto/protocol';
import type { Connection } from 'puppeteer-core';
import { setTimeout as delay } from 'node:timers/promises';
import { aborted } from '../aborted';
import { BrowserProcess, reasonOf, type BrowserEnd } from './browser-process';
import { closeBrowser } from './close-browser';

const START_LIMIT_MS = 30_000;
/** Longer, so that a browser that does not answer at its start is told about in our own words. */
const ANSWER_LIMIT_MS = 35_000;
const LAST_WORDS_LIMIT_MS = 1_000;

export interface NodeBrowserPlan {
  readonly path: string;
  readonly flags: readonly string[];
  /** Directory of the built extension. */
  readonly extension: string;
  /** Named in errors. */
  readonly logFile: string;
  readonly env: Environment;
  /** Breaks the start off. */
  readonly signal: AbortSignal;
}

/** A running browser with the extension in it. */
export class NodeBrowser {
  readonly pid: number;
  /** Settles when the browser is gone. */
  readonly ended: Promise<BrowserEnd>;

  private constructor(
    private readonly program: BrowserProcess,
    private readonly extension: string,
    /** DevTools of the browser as a whole. Nothing is attached to its pages. */
    readonly connection: Connection,
  ) {
    this.pid = program.pid as number;
    this.ended = program.ended;
  }

  /** The last of what the browser wrote to its terminal. */
  get output(): string {
    return this.program.output;
  }

  /** @throws OttoError `browser_start_failed` */
  static async start({ path, flags, extension, logFile, env, signal }: NodeBrowserPlan): Promise<NodeBrowser> {
    const program = BrowserProcess.start(path, flags, env);
    try {
      const connection = await Promise.race([connect(program, extension), failing(program, signal)]);
      return new NodeBrowser(program, extension, connection);
    } catch (cause) {
      throw new OttoError('browser_start_failed', { reason: await whyNot(program, cause), logFile }, { cause });
    }
  }

  /** Starts the extension anew; what it keeps for the life of the browser only is lost, such as tab sessions. */
  async reloadExtension(): Promise<void> {
    await load(this.connection, this.extension);
  }

  /** See closeBrowser. */
  close(): Promise<void> {
    return closeBrowser(this.program, this.connection);
  }
}

/** Loads puppeteer only here: it takes longer than most commands of `otto`. */
async function connect({ pipe }: BrowserProcess, extension: string): Promise<Connection> {
  const { default: puppeteer } = await import('puppeteer-core');
  const browser = await puppeteer.connect({
    transport: pipe,
    protocolTimeout: ANSWER_LIMIT_MS,
    defaultViewport: null,
    targetFilter: () => false,
  });
  const session = await browser.target().createCDPSession();
  const connection = session.connection();
  if (connection === undefined) throw new Error('it closed its debugging pipe');
  await letPagesAlone(connection);
  await session.detach();
  await load(connection, extension);
  return connection;
}

/** Installs the extension, or starts it anew. */
async function load(connection: Connection, extension: string): Promise<void> {
  const { id } = await connection.send('Extensions.loadUnpacked', { path: extension });
  if (id !== EXTENSION_ID) throw new Error(`the extension in ${extension} is not Otto's (its id is ${id})`);
}

/**
 * Puppeteer stops every new tab until it has looked at it, and keeps a note of each. That is right for a test; here a
 * person and the extension use the browser, for weeks perhaps, and neither should wait for the supervisor.
 */
async function letPagesAlone(connection: Connection): Promise<void> {
  await connection.send('Target.setAutoAttach', { autoAttach: false, waitForDebuggerOnStart: false, flatten: true });
  await connection.send('Target.setDiscoverTargets', { discover: false });
}

/** Rejects when the browser ends, has not answered for too long, or is not wanted any more. */
async function failing(program: BrowserProcess, signal: AbortSignal): Promise<never> {
  const limit = new AbortController();
  const overdue = delay(START_LIMIT_MS, undefined, { signal: limit.signal, ref: false }).catch(() => undefined);
  await Promise.race([program.ended, overdue, aborted(signal)]);
  limit.abort();
  if (signal.aborted) throw new Error('its start was broken off');
  throw new Error(`it did not answer within ${START_LIMIT_MS / 1000} s`);
}

/** Ends the browser that did not come up. Its own end says more than the pipe that broke with it. */
async function whyNot(program: BrowserProcess, cause: unknown): Promise<string> {
  const end = await Promise.race([program.ended, delay(LAST_WORDS_LIMIT_MS)]);
  program.kill();
  if (end) return reasonOf(end, program.output);
  return cause instanceof Error ? cause.message : String(cause);
}
