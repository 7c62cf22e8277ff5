import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import WebSocket from 'ws';

interface Answer {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Looks into a node's browser from outside, through DevTools; the browser has to run with --remote-debugging-port=0. */
export class BrowserEye {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const answer = JSON.parse(String(data)) as Answer;
      this.#waiting.get(answer.id ?? 0)?.(answer);
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

  /** Evaluates an expression in the first target whose URL fits, and in nothing else: the session ends afterwards. */
  async evaluate<T>(where: RegExp, expression: string): Promise<T> {
    const { targetInfos } = (await this.send('Target.getTargets', { filter: [{}] })) as {
      targetInfos: { targetId: string; url: string }[];
    };
    const target = targetInfos.find(({ url }) => where.test(url));
    if (target === undefined) throw new Error(`nothing at ${where}`);
    const { sessionId } = await this.send('Target.attachToTarget', { targetId: target.targetId, flatten: true });
    try {
      const call = { expression, awaitPromise: true, returnByValue: true };
      const { result } = (await this.send('Runtime.evaluate', call, sessionId as string)) as { result: { value: T } };
      return result.value;
    } finally {
      await this.send('Target.detachFromTarget', { sessionId });
    }
  }

  /** Evaluates an expression with the extension's rights. */
  inWorker<T>(expression: string): Promise<T> {
    return this.evaluate<T>(/^chrome-extension:\/\/[a-p]+\/static\/background\//, expression);
  }

  close(): void {
    this.#socket.close();
  }
}
