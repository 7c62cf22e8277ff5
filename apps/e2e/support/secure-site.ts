import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { answering, type Page } from './site';

/** A local website that a browser takes for one of the internet, when it is started with the flags. */
export class SecureSite {
  readonly #server: Server;
  readonly url: string;
  /** Lead the host here and others nowhere, so that nothing of the internet is reached, and accept the certificate. */
  readonly browserFlags: readonly string[];

  private constructor(server: Server, host: string) {
    const { port } = server.address() as AddressInfo;
    this.#server = server;
    this.url = `https://${host}`;
    const rules = [`MAP ${host} 127.0.0.1:${port}`, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1', 'EXCLUDE localhost'];
    this.browserFlags = [`--host-resolver-rules=${rules.join(', ')}`, '--ignore-certificate-errors'];
  }

  static async serve(host: string, pages: Readonly<Record<string, Page>>): Promise<SecureSite> {
    const server = createServer(await certificateFor(host), answering(pages));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return new SecureSite(server, host);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}

async function certificateFor(host: string): Promise<{ key: Buffer; cert: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), 'otto-certificate-'));
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  try {
    await promisify(execFile)('openssl', [...kind, '-subj', `/CN=${host}`, '-keyout', key, '-out', cert]);
    return { key: await readFile(key), cert: await readFile(cert) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
