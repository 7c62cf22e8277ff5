import * as crypto from 'node:crypto';
import { CLIENT_ID_PATTERN } from '@otto/protocol';
import { FakeClock } from '../test/fake-clock';
import { MemoryRecords } from '../test/memory-records';
import { isControllerClientRecord, type ControllerClientRecord } from './controller-client';
import { ControllerClients, type ControllerClientsOptions } from './controller-clients';

// Real hashing, counted: what it costs is part of the contract.
jest.mock('node:crypto', () => {
  const actual = jest.requireActual<typeof crypto>('node:crypto');
  return { ...actual, scrypt: jest.fn(actual.scrypt) };
});

const ADA = { name: 'Ada', description: 'Books trains' };

function setUp(options: Partial<ControllerClientsOptions> = {}) {
  const clock = new FakeClock();
  const records = new MemoryRecords<ControllerClientRecord>();
  const open = (): ControllerClients =>
    new ControllerClients(records, { defaultScopes: ['logs.read'], clock: clock.read, ...options });
  return { clock, records, open, clients: open() };
}

describe('ControllerClients', () => {
  it('registers a client with ids, scopes and a secret that it tells once', async () => {
    const { clients, clock, records } = setUp();
    const { client, clientSecret } = await clients.register(ADA);
    expect(client).toEqual({
      ...ADA,
      clientId: expect.stringMatching(CLIENT_ID_PATTERN),
      controllerId: expect.stringMatching(/^ctl_[A-Za-z0-9_-]{22}$/),
      avatarSeed: client.clientId,
      scopes: ['logs.read'],
      createdAt: clock.now,
    });
    expect(clientSecret).toMatch(/^cs_[A-Za-z0-9_-]{43}$/);
    const stored = JSON.stringify(records);
    expect(stored).not.toContain(clientSecret.slice(3));
    expect([...records.entries()].every(([, record]) => isControllerClientRecord(record))).toBe(true);
  });

  it('shows clients without what only the relay may know', async () => {
    const { clients } = setUp();
    const { client } = await clients.register({ ...ADA, avatarSeed: 'seed' });
    expect(clients.get(client.clientId)).toEqual(client);
    expect(clients.list()).toEqual([client]);
    expect(Object.keys(client)).not.toContain('secretHash');
    expect(client.avatarSeed).toBe('seed');
  });

  it('lets a client in with its secret, also after a restart', async () => {
    const { clients, open } = setUp();
    const { client, clientSecret } = await clients.register(ADA);
    expect(await clients.authenticate(client.clientId, clientSecret)).toEqual(client);
    expect(await open().authenticate(client.clientId, clientSecret)).toEqual(client);
  });

  it('refuses a wrong secret, the secret of another client, and an unknown client alike', async () => {
    const { clients } = setUp();
    const { client, clientSecret } = await clients.register(ADA);
    const other = await clients.register({ ...ADA, name: 'Bob' });
    const attempts = [
      [client.clientId, 'cs_wrong'],
      [client.clientId, ''],
      [client.clientId, other.clientSecret],
      ['clt_unknown', clientSecret],
      ['__proto__', clientSecret],
    ] as const;
    for (const [clientId, secret] of attempts) {
      await expect(clients.authenticate(clientId, secret)).rejects.toMatchObject({
        code: 'invalid_client_credentials',
        details: {},
      });
    }
  });

  it('does the same work for an unknown client as for a known one', async () => {
    const { clients } = setUp();
    const { client } = await clients.register(ADA);
    const work = async (clientId: string): Promise<unknown> => {
      jest.mocked(crypto.scrypt).mockClear();
      await clients.authenticate(clientId, 'cs_wrong').catch(() => undefined);
      return jest.mocked(crypto.scrypt).mock.calls.map(([secret, salt, length, options]) => ({
        secret,
        salt: Buffer.from(salt as Buffer).length,
        length,
        options,
      }));
    };
    expect(await work('clt_unknown')).toEqual(await work(client.clientId));
  });

  it('does not let a client in that is removed while its secret is checked', async () => {
    const { clients } = setUp();
    const { client, clientSecret } = await clients.register(ADA);
    const entering = clients.authenticate(client.clientId, clientSecret);
    await clients.remove(client.clientId);
    await expect(entering).rejects.toMatchObject({ code: 'invalid_client_credentials' });
  });

  it('tidies what is shown', async () => {
    const { clients } = setUp();
    const { client } = await clients.register({ name: '  Ada \t Love\u00a0lace ', description: ' Books trains ' });
    expect(client).toMatchObject({ name: 'Ada Love lace', description: 'Books trains' });
  });

  it.each([
    [{ name: ' ', description: 'd' }],
    [{ name: '\u3164', description: 'd' }],
    [{ name: 'a\u202eb', description: 'd' }],
    [{ name: 'a\u001b[2J', description: 'd' }],
    [{ name: 'x'.repeat(65), description: 'd' }],
    [{ name: 'a', description: '' }],
    [{ name: 'a', description: 'two\nlines' }],
    [{ name: 'a', description: 'x'.repeat(501) }],
    [{ name: 'a', description: 'd', avatarSeed: '\u0000' }],
  ])('refuses %j, which cannot be shown on one line', async (metadata) => {
    const { clients, records } = setUp();
    await expect(clients.register(metadata)).rejects.toMatchObject({ code: 'controller_metadata_required' });
    expect(records.size).toBe(0);
  });
});

describe('the names of clients', () => {
  it.each(['Ada', 'ADA', ' ada ', '\uff21da', 'A\u0064a'])(
    'are taken in whatever way they are written (%j)',
    async (name) => {
      const { clients, open } = setUp();
      const { client } = await clients.register(ADA);
      const conflict = { code: 'controller_name_conflict', details: { clientId: client.clientId } };
      await expect(clients.register({ ...ADA, name })).rejects.toMatchObject(conflict);
      await expect(open().register({ ...ADA, name })).rejects.toMatchObject(conflict);
    },
  );

  it('go to one of two that register at once', async () => {
    const { clients } = setUp();
    const results = await Promise.allSettled([clients.register(ADA), clients.register({ ...ADA, name: 'ada' })]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(clients.list()).toHaveLength(1);
  });

  it('are free again when their client is removed', async () => {
    const { clients } = setUp();
    const { client } = await clients.register(ADA);
    await clients.remove(client.clientId);
    expect((await clients.register(ADA)).client.clientId).not.toBe(client.clientId);
  });

  it('stay taken when the removal did not reach the disk', async () => {
    const { clients, records } = setUp();
    const { client } = await clients.register(ADA);
    records.break();
    await expect(clients.remove(client.clientId)).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(clients.has(client.clientId)).toBe(true);
    await expect(clients.register(ADA)).rejects.toMatchObject({ code: 'controller_name_conflict' });
  });
});

describe('removing clients', () => {
  it('makes them unknown', async () => {
    const { clients, open } = setUp();
    const { client } = await clients.register(ADA);
    expect(await clients.remove(client.clientId)).toEqual(client);
    expect(clients.has(client.clientId)).toBe(false);
    expect(clients.get(client.clientId)).toBeUndefined();
    expect(open().has(client.clientId)).toBe(false);
    await expect(clients.remove(client.clientId)).rejects.toMatchObject({
      code: 'client_not_found',
      details: { clientId: client.clientId },
    });
  });

  it('repeats only what looks like a clientId', async () => {
    const { clients } = setUp();
    await expect(clients.remove('\u001b[31mclt_1')).rejects.toMatchObject({ details: { clientId: '?' } });
  });

  it('takes all of them in one commit', async () => {
    const { clients, records } = setUp();
    const both = [await clients.register(ADA), await clients.register({ ...ADA, name: 'Bob' })];
    const commits = records.commits.length;
    expect(await clients.removeAll()).toEqual(both.map(({ client }) => client));
    expect(records.commits.length).toBe(commits + 1);
    expect(await clients.removeAll()).toEqual([]);
    expect(records.size).toBe(0);
  });
});

describe('floods', () => {
  it('of registrations end at a number of clients', async () => {
    const { clients } = setUp({ maxClients: 2 });
    await clients.register(ADA);
    const { client } = await clients.register({ ...ADA, name: 'Bob' });
    const third = { ...ADA, name: 'Eve' };
    await expect(clients.register(third)).rejects.toMatchObject({ code: 'too_many_clients', details: { limit: 2 } });
    await clients.remove(client.clientId);
    await clients.register(third);
  });

  it('of logins are refused before they take all memory and threads', async () => {
    const { clients } = setUp();
    const { client } = await clients.register(ADA);
    let running = 0;
    let most = 0;
    jest.mocked(crypto.scrypt).mockImplementation(((
      _secret: unknown,
      _salt: unknown,
      _length: unknown,
      _options: unknown,
      done: (error: null, key: Buffer) => void,
    ) => {
      running += 1;
      most = Math.max(most, running);
      setImmediate(() => {
        running -= 1;
        done(null, Buffer.alloc(32));
      });
    }) as never);
    const attempts = Array.from({ length: 300 }, () => clients.authenticate(client.clientId, 'cs_wrong'));
    const codes = (await Promise.allSettled(attempts)).map((attempt) =>
      attempt.status === 'rejected' ? (attempt.reason as { code: string }).code : 'in',
    );
    expect(most).toBe(2);
    expect(codes.filter((code) => code === 'invalid_client_credentials')).toHaveLength(258);
    expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(42);
  });
});
