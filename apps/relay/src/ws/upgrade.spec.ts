import { EXTENSION_ORIGIN, LIMITS } from '@otto/protocol';
import { Peer } from '../../test/peer';
import { startRelay, type RelayUnderTest } from '../../test/relay-under-test';

// Real sockets on a machine that may be busy with other specs.
jest.setTimeout(30_000);

describe('a WebSocket upgrade', () => {
  let relay: RelayUnderTest;

  beforeAll(async () => {
    relay = await startRelay({ OTTO_EXTENSION_ORIGIN: EXTENSION_ORIGIN });
  });
  afterAll(() => relay.stop());

  it.each([
    ['without a role', '/', {}, 400, 'invalid_role'],
    ['with an unknown role', '/?role=relay', {}, 400, 'invalid_role'],
    ['of another path', '/api/nodes?role=node', {}, 404, 'not_found'],
    ['under a foreign name', '/?role=controller', { host: 'evil.example' }, 421, 'host_not_allowed'],
    ['from a web page', '/?role=controller', { origin: 'https://evil.example' }, 403, 'origin_not_allowed'],
    ['as a node from a program, where an extension is named', '/?role=node', {}, 403, 'origin_not_allowed'],
    [
      'as a node from another extension',
      '/?role=node',
      { origin: `chrome-extension://${'a'.repeat(32)}` },
      403,
      'origin_not_allowed',
    ],
  ])(
    '%s is answered with an HTTP status and a code',
    async (_name, path, headers: Record<string, string>, status, code) => {
      expect(await Peer.refusal(relay.wsUrl, path, headers)).toEqual({ status, code });
    },
  );

  it.each([
    ['a controller that is a program', 'controller', {}],
    ['a node from the named extension', 'node', { origin: EXTENSION_ORIGIN }],
  ] as const)('lets in %s', async (_name, role, headers) => {
    const peer = await Peer.open(relay.wsUrl, role, { headers });
    expect(await peer.hello()).toMatchObject({ messageType: 'hello_ack' });
    await peer.close();
  });

  it('lets in the role in any place of the query', async () => {
    const peer = await Peer.open(relay.wsUrl, 'controller', { path: '/?x=1&role=controller' });
    await peer.close();
  });

  it('is refused with 429 once 32 sockets of the address have not authenticated, until one of them has', async () => {
    const client = await relay.registerClient();
    const open = (): Promise<Peer> => Peer.open(relay.wsUrl, 'controller');
    const strangers = await Promise.all(Array.from({ length: LIMITS.unauthenticatedSocketsPerAddress }, open));
    const refusal = { status: 429, code: 'too_many_connections' };
    expect(await Peer.refusal(relay.wsUrl, '/?role=controller')).toEqual(refusal);
    const [first] = strangers;
    await first!.hello();
    await first!.auth(client.accessToken);
    strangers.push(await open());
    expect(await Peer.refusal(relay.wsUrl, '/?role=controller')).toEqual(refusal);
    await Promise.all(strangers.map((peer) => peer.close()));
    await (await open()).close();
  });
});
