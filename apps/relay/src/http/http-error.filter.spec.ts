import { errorOf } from '../../test/error-of';
import { exchangeBytes } from '../../test/exchange-bytes';
import { startRelay, type RelayUnderTest } from '../../test/relay-under-test';

let relay: RelayUnderTest;

beforeAll(async () => (relay = await startRelay()));
afterAll(() => relay.stop());

describe('HttpErrorFilter', () => {
  it.each(['/', '/api', '/api/pairing/request', '/api/pairing/status/../../etc/passwd', '/%2e%2e/x', '/%ff'])(
    'to GET %s is an error of the catalogue',
    async (path) => {
      const answer = await relay.get<Record<string, unknown>>(path);
      expect([400, 404]).toContain(answer.status);
      const { error, code, message, actionableHint } = answer.body;
      expect(error).toBe(code);
      expect([typeof message, typeof actionableHint]).toEqual(['string', 'string']);
      expect(JSON.stringify(answer.body)).not.toMatch(/Cannot GET|node_modules|at \w+ \(/);
    },
  );

  it('to a missing token says which kind is wanted', async () => {
    expect((await relay.get('/api/nodes/connected')).headers['www-authenticate']).toBe('Bearer');
  });

  it('to what is not HTTP is an error of the catalogue, too', async () => {
    expect(await exchangeBytes(relay.relay.port, 'GARBAGE\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 .*"code":"invalid_body"/s,
    );
    const huge = `GET / HTTP/1.1\r\nHost: localhost\r\nX-Huge: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await exchangeBytes(relay.relay.port, huge)).toContain('"code":"invalid_body"');
  });

  it('hides what went wrong inside, and the log shows it', async () => {
    const { grants } = relay.storage;
    const client = await relay.registerClient();
    const node = await relay.pairNode();
    const commit = jest.spyOn(grants, 'commit').mockRejectedValueOnce(new Error('/secret/path'));
    const body = { clientId: client.clientId, grant: true };
    const answer = await relay.post('/api/controller/access', body, { token: node.accessToken });
    commit.mockRestore();
    expect(errorOf(answer)).toEqual([500, 'internal_error']);
    expect(JSON.stringify(answer.body)).not.toContain('/secret/path');
    const entry = (await relay.log.list()).find(({ type }) => type === 'http_failure');
    expect(entry).toMatchObject({
      level: 'error',
      requestId: answer.headers['x-request-id'],
      data: {
        method: 'POST',
        path: '/api/controller/access',
        cause: expect.stringContaining('/secret/path') as string,
      },
    });
  });
});
