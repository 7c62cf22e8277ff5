import { OttoError, type Environment } from '@otto/protocol';
import { DirectoryLock, ensurePrivateDirectory, processMark } from '@otto/store';
import { setTimeout as delay } from 'node:timers/promises';
import { aborted } from '../aborted';
import { browserFlags } from './browser-flags';
import { reasonOf } from './browser-process';
import { connectNode } from './connect-node';
import { ExtensionGuard } from './extension-guard';
import type { NodePlan } from './host-messages';
import { NodeBrowser } from './node-browser';
import { nodeFiles, writeNodeRecord, type NodeRecord, type ProcessReference } from './node-record';
import type { StarterChannel } from './starter-channel';

/** How much later than its connection the end of a browser may be noticed. */
const BROWSER_END_MS = 2_000;

/** What a supervisor works with besides its plan. */
export interface HostSurroundings {
  readonly starter: StarterChannel;
  readonly env: Environment;
  /** Aborts when the supervisor is asked to end. */
  readonly stop: AbortSignal;
  readonly log: (line: string) => void;
}

/**
 * Runs one node until it is told to end or its browser ends: starts the browser, points the extension to the relay, and
 * passes the extension's state on while the starter pairs it. The browser never outlives it, since their pipe ends with
 * either of them.
 *
 * @throws OttoError `node_already_running`, `browser_start_failed`, `directory_not_writable`, `insecure_permissions`
 */
export async function hostNode(plan: NodePlan, surroundings: HostSurroundings): Promise<void> {
  const { directory } = nodeFiles(plan.nodesDirectory, plan.name);
  await ensurePrivateDirectory(directory, 'OTTO_HOME');
  await ensurePrivateDirectory(plan.profile, 'OTTO_HOME');
  const lock = await claim(directory);
  try {
    const browser = await startBrowser(plan, surroundings);
    try {
      await superviseNode(plan, browser, surroundings);
    } finally {
      await browser.close();
      surroundings.log('the browser has ended');
    }
  } finally {
    await lock.release();
  }
}

async function claim(directory: string): Promise<DirectoryLock> {
  try {
    return await DirectoryLock.acquire(directory, 'node.lock');
  } catch (error) {
    if (error instanceof OttoError && error.code === 'directory_locked') {
      throw new OttoError('node_already_running', { pid: error.details.pid });
    }
    throw error;
  }
}

function startBrowser(plan: NodePlan, { env, log, stop, starter }: HostSurroundings): Promise<NodeBrowser> {
  const flags = browserFlags(plan);
  log(`starting ${plan.browser.path} ${flags.join(' ')}`);
  const logFile = nodeFiles(plan.nodesDirectory, plan.name).log;
  const signal = AbortSignal.any([stop, starter.gone]);
  return NodeBrowser.start({ path: plan.browser.path, flags, extension: plan.extension, logFile, env, signal });
}

async function superviseNode(plan: NodePlan, browser: NodeBrowser, surroundings: HostSurroundings): Promise<void> {
  const { starter, stop, log } = surroundings;
  const files = nodeFiles(plan.nodesDirectory, plan.name);
  const end = new AbortController();
  stop.addEventListener('abort', () => end.abort('stopped'), { once: true });
  void browser.ended.then(() => end.abort('its browser ended'));

  const nodeId = await connectNode(
    browser.connection,
    plan.relayUrl,
    starter,
    AbortSignal.any([end.signal, starter.gone]),
  );
  if (nodeId === undefined) {
    if (stop.aborted || starter.gone.aborted) return;
    const reason = reasonOf(await browser.ended, browser.output);
    throw new OttoError('browser_start_failed', { reason, logFile: files.log });
  }
  const record = await describeNode(plan, browser, nodeId, files.log);
  await writeNodeRecord(files.record, record);
  log(`${nodeId} is connected to ${plan.relayUrl}`);
  starter.send({ kind: 'released', record });
  starter.close();
  void guardExtension(browser, log, end);
  await aborted(end.signal);
  log(`the node ends: ${String(end.signal.reason)}`);
  if (!stop.aborted) log(`the browser's last words: ${browser.output}`);
  await writeNodeRecord(files.record, { ...record, ended: String(end.signal.reason) });
}

/** Without its extension, the browser is no node: then it ends too. */
async function guardExtension(browser: NodeBrowser, log: (line: string) => void, end: AbortController): Promise<void> {
  const { connection } = browser;
  try {
    await new ExtensionGuard({ connection, reload: () => browser.reloadExtension(), log }).keep(end.signal);
  } catch (error) {
    // Where the browser has ended, that is the reason, and it is about to be known.
    await Promise.race([browser.ended, delay(BROWSER_END_MS, undefined, { ref: false })]);
    end.abort((error as Error).message);
  }
}

async function describeNode(
  plan: NodePlan,
  browser: NodeBrowser,
  nodeId: string,
  logFile: string,
): Promise<NodeRecord> {
  const { name, relayUrl, profile, headless } = plan;
  return {
    name,
    nodeId,
    relayUrl,
    profile,
    logFile,
    headless,
    host: await reference(process.pid),
    browser: { ...plan.browser, ...(await reference(browser.pid)) },
    startedAt: Date.now(),
  };
}

async function reference(pid: number): Promise<ProcessReference> {
  return { pid, mark: (await processMark(pid)) ?? '' };
}
