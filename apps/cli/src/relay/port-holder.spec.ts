import { OttoError } from '@otto/protocol';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { findPortHolder, namePortHolder } from './port-holder';

describe('who has a port', () => {
  let server: Server;
  const port = (): number => (server.address() as AddressInfo).port;
  beforeEach(async () => {
    server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
  afterEach(() => new Promise((closed) => server.close(closed)));

  it('is the process that listens there', async () => {
    await expect(findPortHolder(port())).resolves.toMatchObject({ pid: process.pid });
  });

  it('is nobody when nothing listens there', async () => {
    const free = port();
    await new Promise((closed) => server.close(closed));
    await expect(findPortHolder(free)).resolves.toBeUndefined();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });

  it('is told with the error that says that the port is taken', async () => {
    const error = new OttoError('port_in_use', { port: port(), host: '127.0.0.1' });
    const named = await namePortHolder(error);
    expect(named.message).toMatch(
      new RegExp(`^Port ${port()} on 127\\.0\\.0\\.1 is taken .*: .+, process ${process.pid}\\.$`),
    );
    expect(named.hint).toBe(error.hint);
  });

  it('changes no other error', async () => {
    const error = new OttoError('relay_not_running');
    await expect(namePortHolder(error)).resolves.toBe(error);
  });
});
