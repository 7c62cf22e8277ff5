import type { AddressInfo } from 'node:net';
import type { Abstract } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { OttoError } from '@otto/protocol';
import { AppModule } from './app.module';
import type { Clock } from './config/clock';
import type { RelayConfig } from './config/relay-config';
import { FrontDoor } from './front-door/front-door';
import { frontDoorMiddleware } from './front-door/front-door.middleware';
import { jsonBody } from './http/json-body';
import { RelayHttpAdapter } from './http/relay-http.adapter';
import { securityHeaders } from './http/security-headers';
import { RelayLogger } from './relay-logger';
import { RelayStorage } from './storage/relay-storage';
import { OttoWsAdapter } from './ws/ws.adapter';

/** A running relay: the storage below, the Nest application above, and the port on which it listens. */
export class Relay {
  readonly #app: NestExpressApplication;
  readonly #storage: RelayStorage;
  readonly host: string;
  readonly port: number;

  private constructor(app: NestExpressApplication, storage: RelayStorage) {
    this.#app = app;
    this.#storage = storage;
    const { address, port } = app.getHttpServer().address() as AddressInfo;
    this.host = address;
    this.port = port;
  }

  /**
   * Resolves when the relay answers. Whatever it had opened is closed again when it cannot start.
   *
   * @throws OttoError `port_in_use`, `address_unavailable`, `directory_locked`, `directory_not_writable`,
   * `insecure_permissions`, `corrupt_file`, `invalid_configuration`
   */
  static async start(config: RelayConfig, clock: Clock = Date.now): Promise<Relay> {
    const storage = await RelayStorage.open(config, clock);
    let app: NestExpressApplication | undefined;
    try {
      app = await createApp(AppModule.with({ config, clock, storage }));
      await listen(app, config);
      return new Relay(app, storage);
    } catch (error) {
      await app?.close();
      await storage.close();
      throw error;
    }
  }

  /** For specs: what Nest holds under a class. */
  get<T>(token: Abstract<T>): T {
    return this.#app.get<T>(token, { strict: false });
  }

  /** Sessions end, answers that run are finished, everything acknowledged is on disk and the directory is free when this resolves. */
  async close(): Promise<void> {
    await this.#app.close();
    await this.#storage.close();
  }
}

async function createApp(module: ReturnType<typeof AppModule.with>): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(module, new RelayHttpAdapter(), {
    bodyParser: false,
    abortOnError: false,
    logger: new RelayLogger(),
  });
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(securityHeaders);
  app.use(frontDoorMiddleware(app.get(FrontDoor)));
  app.use(jsonBody);
  app.useWebSocketAdapter(new OttoWsAdapter(app));
  return app;
}

async function listen(app: NestExpressApplication, { host, port }: RelayConfig): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new OttoError('port_in_use', { host, port });
    if (syscall === 'listen' || syscall === 'getaddrinfo') {
      throw new OttoError('address_unavailable', { host, port, reason: code });
    }
    throw error;
  }
}
