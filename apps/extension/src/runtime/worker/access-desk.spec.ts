import { OttoError, type ControllerAccessBody, type ErrorCode, type TokenPair } from '@otto/protocol';
import { isRequest, type AccessList, type ClientAccess } from '../access-list';
import { MemoryStore } from '../testing/memory-store';
import { AccessDesk, type AccessDeskOptions } from './access-desk';
import { IdentityStore } from './identity';

const RELAY = 'ws://127.0.0.1:8787';
const OLD: TokenPair = { accessToken: 'access-1', refreshToken: 'refresh-1' };
const NEW: TokenPair = { accessToken: 'access-2', refreshToken: 'refresh-2' };

const client = (clientId: string, more: Partial<ClientAccess> = {}): ClientAccess => ({
  clientId,
  name: `name of ${clientId}`,
  description: 'does things',
  avatarSeed: clientId,
  granted: false,
  ...more,
});

describe('AccessDesk', () => {
  let store: MemoryStore;
  let local: MemoryStore;
  let atRelay: ClientAccess[];
  let decisions: ControllerAccessBody[];
  let used: string[];
  let refusal: ErrorCode | undefined;
  let accepts: string;
  let changes: number;
  let options: AccessDeskOptions;
  let desk: AccessDesk;

  beforeEach(() => {
    [store, local] = [new MemoryStore(), new MemoryStore({ relayUrl: RELAY, tokens: { ...OLD, relayUrl: RELAY } })];
    [atRelay, decisions, used, refusal, accepts, changes] = [[], [], [], undefined, OLD.accessToken, 0];
    options = {
      store,
      identity: new IdentityStore(local),
      http: () => ({
        accessList: (token) => call(token, () => ({ nodeId: 'node_1', clients: [...atRelay] })),
        decideAccess: (token, decision) => call(token, () => void decisions.push(decision)),
      }),
      renewTokens: () => Promise.resolve(NEW),
      onChange: () => changes++,
    };
    desk = new AccessDesk(options);
  });

  const call = <T>(token: string, answer: () => T): Promise<T> => {
    used.push(token);
    if (token !== accepts) return Promise.reject(new OttoError('invalid_access_token'));
    return refusal === undefined ? Promise.resolve(answer()) : Promise.reject(new OttoError(refusal));
  };
  const published = async (): Promise<AccessList> => ((await store.get(['access'])) as { access: AccessList }).access;
  const ids = async (): Promise<string[]> => (await published()).clients.map(({ clientId }) => clientId);

  it('publishes who has the node and who asks for it, and nobody else', async () => {
    atRelay = [client('clt_1'), client('clt_2', { granted: true }), client('clt_3', { requestedAt: 5 })];
    await desk.refresh();
    expect(await ids()).toEqual(['clt_2', 'clt_3']);
    expect(desk.requests).toBe(1);
    expect(changes).toBe(1);
  });

  it('shows at once who asks, and then what the relay says of it', async () => {
    const event = { type: 'access_requested', clientId: 'clt_1', name: 'agent', description: 'reads' };
    const asking = desk.asked(event);
    expect((await published()).clients).toEqual([expect.objectContaining({ clientId: 'clt_1', name: 'agent' })]);
    expect(desk.requests).toBe(1);
    atRelay = [client('clt_1', { name: 'agent', avatarSeed: 'seed', requestedAt: 7 })];
    await asking;
    expect((await published()).clients).toEqual(atRelay);
  });

  it('lets nothing change its place: what is new comes last', async () => {
    const asks = (clientId: string) => client(clientId, { requestedAt: 1 });
    atRelay = [asks('clt_b')];
    await desk.refresh();
    atRelay = [asks('clt_a'), asks('clt_b'), asks('clt_c')];
    await desk.refresh();
    expect(await ids()).toEqual(['clt_b', 'clt_a', 'clt_c']);
  });

  it('grants for a time and narrowed, and shows what has become of it', async () => {
    await desk.decide({ clientId: 'clt_1', grant: true, lastsMs: 3_600_000, sites: ['example.com'], scopes: ['a.*'] });
    const [{ expiresAt, ...decision }] = decisions as [ControllerAccessBody];
    expect(decision).toEqual({ clientId: 'clt_1', grant: true, sites: ['example.com'], scopes: ['a.*'] });
    expect(Number(expiresAt)).toBeGreaterThan(Date.now());
    await desk.decide({ clientId: 'clt_1', grant: false });
    expect(decisions[1]).toEqual({ clientId: 'clt_1', grant: false });
  });

  it('says why a decision was not taken', async () => {
    refusal = 'client_not_found';
    await expect(desk.decide({ clientId: 'clt_1', grant: true })).rejects.toMatchObject({ code: 'client_not_found' });
  });

  it('keeps what it knows when the relay does not answer, and says so', async () => {
    atRelay = [client('clt_1', { granted: true })];
    await desk.refresh();
    refusal = 'relay_unreachable';
    await desk.refresh();
    expect(await ids()).toEqual(['clt_1']);
    expect((await published()).error).toMatchObject({ code: 'relay_unreachable', hint: expect.any(String) });
  });

  it('looks once in each connection who has asked meanwhile, also after a death of the worker', async () => {
    await desk.connected('one');
    await desk.refresh();
    const next = new AccessDesk(options);
    await next.restore();
    used.length = 0;
    await next.connected('one');
    expect(used).toEqual([]);
    await next.connected('two');
    expect(used).toHaveLength(1);
  });

  it('gets other tokens where the relay refuses those at hand', async () => {
    accepts = NEW.accessToken;
    await desk.decide({ clientId: 'clt_1', grant: true });
    expect(used.slice(0, 2)).toEqual([OLD.accessToken, NEW.accessToken]);
    expect(decisions).toHaveLength(1);
  });

  it('asks nobody while the node is not paired', async () => {
    await local.remove(['tokens']);
    await desk.refresh();
    expect(used).toEqual([]);
    expect((await published()).error).toMatchObject({ code: 'unauthenticated' });
  });

  it('remembers across lives of the worker, and forgets for another node', async () => {
    atRelay = [client('clt_1', { requestedAt: 5 })];
    await desk.refresh();
    const next = new AccessDesk({ ...options, store });
    await next.restore();
    expect(next.requests).toBe(1);
    next.clear();
    expect((await published()).clients.filter(isRequest)).toEqual([]);
  });

  it('does not let an answer of before undo what it was told since', async () => {
    const late = desk.refresh();
    desk.clear();
    atRelay = [client('clt_1', { granted: true })];
    await late;
    expect(await ids()).toEqual([]);
  });

  it.each([{}, { clientId: 7, name: 'x' }, { clientId: 'clt_1' }])('takes no notice of %j', async (event) => {
    await desk.asked(event);
    expect(used).toEqual([]);
  });
});
