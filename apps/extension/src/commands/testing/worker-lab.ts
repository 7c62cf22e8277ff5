import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import puppeteer, { type Browser, type WebWorker } from 'puppeteer-core';

const MANIFEST = {
  manifest_version: 3,
  name: 'Worker lab',
  version: '1',
  background: { service_worker: 'worker.js' },
  permissions: ['tabs', 'scripting', 'webNavigation'],
  host_permissions: ['<all_urls>'],
};

const LOADED = `new Promise((resolve) => {
  const look = () => (typeof subject === 'undefined' ? setTimeout(look) : resolve());
  look();
})`;

/** A small extension in a real browser, for specs of code that works with chrome.* in the worker. */
export class WorkerLab<Subject> {
  readonly #entry: string;
  #browser: Browser | undefined;
  #worker: WebWorker | undefined;
  #server: Server | undefined;
  #folder: string | undefined;

  /** @param entry The module whose exports are handed to what `run` evaluates; relative to the folder of the commands. */
  constructor(entry: string) {
    this.#entry = path.join(__dirname, '..', entry);
  }

  /** To be handed to beforeAll. */
  async open(): Promise<void> {
    this.#folder = await mkdtemp(path.join(tmpdir(), 'otto-worker-lab-'));
    await writeFile(path.join(this.#folder, 'manifest.json'), JSON.stringify(MANIFEST));
    await build({
      entryPoints: [this.#entry],
      outfile: path.join(this.#folder, 'worker.js'),
      bundle: true,
      format: 'iife',
      globalName: 'subject',
      logLevel: 'error',
    });
    this.#browser = await puppeteer.launch({
      executablePath: process.env['OTTO_BROWSER'] ?? '/usr/bin/chromium',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      enableExtensions: [this.#folder],
      pipe: true,
    });
    const target = await this.#browser.waitForTarget((candidate) => candidate.type() === 'service_worker');
    this.#worker = (await target.worker()) ?? undefined;
    // The worker is there a moment before its script has run.
    await this.#worker?.evaluate(LOADED);
  }

  /** To be handed to afterAll. */
  async close(): Promise<void> {
    await this.#browser?.close();
    this.#server?.closeAllConnections();
    this.#server?.close();
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true });
  }

  /** Serves pages by path and gives the address of the root. */
  async serve(pages: Readonly<Record<string, string>>): Promise<string> {
    const server = createServer((request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pages[request.url ?? '/'] ?? '');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    this.#server = server;
    return `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  /** Evaluates `use` in the worker; it is sent there as text, and so is what it is given: JSON and further functions. */
  async run<A extends readonly unknown[], R>(
    use: (subject: Subject, ...given: A) => Promise<R>,
    ...given: A
  ): Promise<R> {
    if (this.#worker === undefined) throw new Error('the lab is not open');
    const texts = given.map((value) => (typeof value === 'function' ? String(value) : JSON.stringify(value)));
    return (await this.#worker.evaluate(`(${use.toString()})(${['subject', ...texts].join(', ')})`)) as R;
  }
}
