import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ControllerRegisterAnswer, PairingRequestAnswer, PairingStatusAnswer, TokenPair } from '@otto/protocol';
import { sendHttp } from '../http-client';
import { SpawnedRelay, type Ended } from '../spawned-relay';
import { OPERATOR_TOKEN } from '../test-secrets';
import { HeapProbe } from './heap-probe';

/** Small or short enough for a few seconds of chaos to reach it. */
const LIMITS = {
  OTTO_MAX_FRAME_BYTES: String(1024 * 1024),
  OTTO_AUTH_TIMEOUT_MS: '1000',
  OTTO_REPLAY_WINDOW_MS: '5000',
  OTTO_CONTROLLER_HEARTBEAT_INTERVAL_MS: '700',
  OTTO_RATE_LIMIT_PER_MIN: '100000000',
  OTTO_TAB_QUEUE_LIMIT: '5',
};

export interface ChaosIdentity {
  readonly name: string;
  readonly accessToken: string;
}

/** A relay in a process of its own, and who may use it: every client may drive every node. */
export class ChaosRelay {
  private constructor(
    readonly port: number,
    readonly controllers: readonly ChaosIdentity[],
    readonly nodes: readonly ChaosIdentity[],
    private readonly relay: SpawnedRelay,
    private readonly heap: HeapProbe,
    private readonly directory: string,
  ) {}

  /** `main` is the built relay; its sources are run where it is left out. */
  static async start(controllerCount: number, nodeCount: number, main?: string): Promise<ChaosRelay> {
    const directory = await mkdtemp(join(tmpdir(), 'otto-chaos-'));
    const env = { ...LIMITS, OTTO_LOG_DIR: directory, OTTO_OPERATOR_TOKEN: OPERATOR_TOKEN };
    const relay = new SpawnedRelay(
      { ...env, NODE_OPTIONS: '--inspect=127.0.0.1:0' },
      main === undefined ? main : [main],
    );
    const { port } = await relay.ready();
    const url = `http://127.0.0.1:${port}`;
    const clients = await Promise.all(names('client', controllerCount).map((name) => register(url, name)));
    const nodes = await Promise.all(names('node', nodeCount).map((name) => pair(url, name)));
    await Promise.all(nodes.map((node) => grantAll(url, clients, node)));
    return new ChaosRelay(port, clients, nodes, relay, await HeapProbe.attach(relay.stderr), directory);
  }

  get wsUrl(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  heldBytes(): Promise<number> {
    return this.heap.usedBytes();
  }

  /** SIGTERM. Resolves when the process is gone. */
  async terminate(): Promise<Ended> {
    this.heap.detach();
    const ended = await this.relay.kill('SIGTERM');
    await rm(this.directory, { recursive: true, force: true });
    return ended;
  }
}

function names(kind: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${kind}_${index}`);
}

async function register(url: string, name: string): Promise<ChaosIdentity & { clientId: string }> {
  const body = { name, description: 'part of a chaos' };
  const { clientId, clientSecret } = await ok<ControllerRegisterAnswer>(`${url}/api/controller/register`, body);
  const { accessToken } = await ok<TokenPair>(`${url}/api/controller/token`, { clientId, clientSecret });
  return { name, clientId, accessToken };
}

async function pair(url: string, nodeId: string): Promise<ChaosIdentity> {
  const { challengeId, code } = await ok<PairingRequestAnswer>(`${url}/api/pairing/request`, { nodeId });
  await ok(`${url}/api/pairing/approve`, { code }, OPERATOR_TOKEN);
  const status = `${url}/api/pairing/status?challengeId=${challengeId}`;
  const { nodeAccessToken = '' } = (await sendHttp<PairingStatusAnswer>('GET', status)).body;
  return { name: nodeId, accessToken: nodeAccessToken };
}

async function grantAll(
  url: string,
  clients: readonly { readonly clientId: string }[],
  { accessToken }: ChaosIdentity,
): Promise<void> {
  for (const { clientId } of clients) {
    await ok(`${url}/api/controller/access`, { clientId, grant: true }, accessToken);
  }
}

async function ok<T>(url: string, body: unknown, token?: string): Promise<T> {
  const answer = await sendHttp<T>('POST', url, body, { token });
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
