import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import WebSocket from 'ws';

/** The parts of the extension that have no page of their own. */
export const WORKER = /^chrome-extension:\/\/[a-p]+\/static\/background\//;
export const OFFSCREEN = /^chrome-extension:\/\/[a-p]+\/tabs\/offscreen\.html$/;

interface Answer {
  readonly id?: number;
  /** Of an event, which has no id. */
  readonly method?: string;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Looks into a node's browser from outside, through DevTools; the browser has to run with --remote-debugging-port=0. */
export class BrowserEye {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #events = new EventEmitter();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const answer = JSON.parse(String(data)) as Answer;
      if (answer.method !== undefined) this.#events.emit(answer.method);
      else this.#waiting.get(answer.id ?? 0)?.(answer);
    });
  }

  static async open(profile: string): Promise<BrowserEye> {
    const [port, path] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
    await once(socket, 'open');
    return new BrowserEye(socket);
  }

  async send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#lastId;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    const { result, error } = await answered;
    this.#waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  /** The id of the first target whose URL fits; undefined when there is none. */
  async find(where: RegExp): Promise<string | undefined> {
    const { targetInfos } = (await this.send('Target.getTargets', { filter: [{}] })) as {
      targetInfos: { targetId: string; url: string }[];
    };
    return targetInfos.find(({ url }) => where.test(url))?.targetId;
  }

  /** A session with the first target whose URL fits, to be detached or to end with the target. */
  async attach(where: RegExp): Promise<string> {
    const targetId = await this.find(where);
    if (targetId === undefined) throw new Error(`nothing at ${where}`);
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    return sessionId as string;
  }

  /** Closes the first target whose URL fits, as its user would. */
  async shut(where: RegExp): Promise<void> {
    await this.send('Target.closeTarget', { targetId: await this.find(where) });
  }

  /** Crashes the process of the first target whose URL fits; resolves when the browser has noticed. */
  async crash(where: RegExp): Promise<void> {
    const sessionId = await this.attach(where);
    await this.send('Inspector.enable', {}, sessionId);
    const crashed = this.heard('Inspector.targetCrashed');
    // What is asked of a process that crashes is answered late, or never.
    void this.send('Page.crash', {}, sessionId).catch(() => undefined);
    await crashed;
  }

  /** Evaluates an expression in the first target whose URL fits, and in nothing else: the session ends afterwards. */
  async evaluate<T>(where: RegExp, expression: string, more: object = {}): Promise<T> {
    const sessionId = await this.attach(where);
    try {
      const call = { expression, awaitPromise: true, returnByValue: true, ...more };
      const { result } = (await this.send('Runtime.evaluate', call, sessionId)) as { result: { value: T } };
      return result.value;
    } finally {
      await this.send('Target.detachFromTarget', { sessionId });
    }
  }

  /** Evaluates an expression with the extension's rights. */
  inWorker<T>(expression: string): Promise<T> {
    return this.evaluate<T>(WORKER, expression);
  }

  /** Resolves at the next event of that name, in whatever session. */
  async heard(method: string): Promise<void> {
    await once(this.#events, method);
  }

  close(): void {
    this.#socket.close();
  }
}
