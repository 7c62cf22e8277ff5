import * as fc from 'fast-check';
import { FakeClock } from '../test/fake-clock';
import { MemoryRecords } from '../test/memory-records';
import { isGrant, type Grant } from './grant';
import { Grants } from './grants';

const PAIR = { clientId: 'clt_1', nodeId: 'node_1' };

function setUp() {
  const clock = new FakeClock();
  const records = new MemoryRecords<Grant>();
  const open = (): Grants => new Grants(records, clock.read);
  return { clock, records, open, grants: open() };
}

describe('Grants', () => {
  it('lets a client drive the node that it was granted, and no other', async () => {
    const { grants, clock, open } = setUp();
    const grant = await grants.grant(PAIR);
    expect(grant).toEqual({ ...PAIR, grantedAt: clock.now });
    for (const store of [grants, open()]) {
      expect(store.find('clt_1', 'node_1')).toEqual(grant);
      expect(store.find('clt_1', 'node_2')).toBeUndefined();
      expect(store.find('clt_2', 'node_1')).toBeUndefined();
    }
  });

  it('ends a grant at its time', async () => {
    const { grants, clock } = setUp();
    await grants.grant({ ...PAIR, expiresAt: clock.now + 1000 });
    clock.advance(999);
    expect(grants.find('clt_1', 'node_1')).toBeDefined();
    clock.advance(1);
    expect(grants.find('clt_1', 'node_1')).toBeUndefined();
    expect(grants.forNode('node_1')).toEqual([]);
    expect(grants.forClient('clt_1')).toEqual([]);
    expect(await grants.revokeClient('clt_1')).toBe(0);
  });

  it('replaces a grant as a whole', async () => {
    const { grants, clock } = setUp();
    await grants.grant({ ...PAIR, expiresAt: clock.now + 1, scopes: ['logs.read'], sites: ['example.com'] });
    clock.advance(5);
    expect(await grants.grant(PAIR)).toEqual({ ...PAIR, grantedAt: clock.now });
    expect(grants.forNode('node_1')).toHaveLength(1);
  });

  it('tells who watches of every grant that was replaced or taken away, once that is certain', async () => {
    const { grants, records } = setUp();
    const ended: Grant[] = [];
    grants.watch((before) => ended.push(before));
    const first = await grants.grant(PAIR);
    expect(ended).toEqual([]);
    const second = await grants.grant({ ...PAIR, scopes: [] });
    expect(ended).toEqual([first]);
    await grants.revoke('clt_1', 'node_1');
    const third = await grants.grant(PAIR);
    await grants.revokeClient('clt_1');
    expect(ended).toEqual([first, second, third]);
    await grants.grant(PAIR);
    records.break();
    await expect(grants.revoke('clt_1', 'node_1')).rejects.toThrow();
    expect(ended).toHaveLength(3);
  });

  it('keeps how a grant is narrowed, sites as browsers compare them', async () => {
    const { grants } = setUp();
    await grants.grant({
      ...PAIR,
      scopes: ['command.*', 'command.*'],
      sites: ['Example.COM.', 'bücher.de', 'example.com'],
    });
    expect(grants.find('clt_1', 'node_1')).toMatchObject({
      scopes: ['command.*'],
      sites: ['example.com', 'xn--bcher-kva.de'],
    });
  });

  it('keeps an empty list, which leaves nothing', async () => {
    const { grants } = setUp();
    await grants.grant({ ...PAIR, scopes: [], sites: [] });
    expect(grants.find('clt_1', 'node_1')).toMatchObject({ scopes: [], sites: [] });
  });

  it.each(['https://example.com', 'example.com/path', 'a b', '', '*.example.com', 'example.com:80', 'a..b'])(
    'refuses the site %j, which is no host name',
    async (site) => {
      const { grants, records } = setUp();
      await expect(grants.grant({ ...PAIR, sites: [site] })).rejects.toMatchObject({
        code: 'clientId_and_grant_required',
      });
      expect(records.size).toBe(0);
    },
  );

  it('refuses a time that is over', async () => {
    const { grants, clock } = setUp();
    await expect(grants.grant({ ...PAIR, expiresAt: clock.now })).rejects.toMatchObject({ code: 'invalid_expiresAt' });
  });

  it('takes a node away, and says whether there was anything to take', async () => {
    const { grants, open } = setUp();
    await grants.grant(PAIR);
    expect(await grants.revoke('clt_1', 'node_1')).toBe(true);
    expect(grants.find('clt_1', 'node_1')).toBeUndefined();
    expect(open().find('clt_1', 'node_1')).toBeUndefined();
    expect(await grants.revoke('clt_1', 'node_1')).toBe(false);
  });

  it('finds a grant that was given while an earlier one was being taken away', async () => {
    const { grants } = setUp();
    await grants.grant(PAIR);
    await Promise.all([grants.revoke('clt_1', 'node_1'), grants.grant(PAIR)]);
    expect(grants.find('clt_1', 'node_1')).toBeDefined();
    expect(grants.forNode('node_1')).toHaveLength(1);
    expect(grants.forClient('clt_1')).toHaveLength(1);
  });

  it('takes all nodes away from one client in one commit', async () => {
    const { grants, records } = setUp();
    await grants.grant(PAIR);
    await grants.grant({ ...PAIR, nodeId: 'node_2' });
    await grants.grant({ ...PAIR, clientId: 'clt_2' });
    const commits = records.commits.length;
    expect(await grants.revokeClient('clt_1')).toBe(2);
    expect(records.commits.length).toBe(commits + 1);
    expect(grants.forClient('clt_1')).toEqual([]);
    expect(grants.forNode('node_1')).toMatchObject([{ clientId: 'clt_2' }]);
  });

  it('drops the grants of clients that do not exist', async () => {
    const { grants, open } = setUp();
    await grants.grant(PAIR);
    await grants.grant({ ...PAIR, clientId: 'clt_2' });
    expect(await open().dropOrphans((clientId) => clientId === 'clt_2')).toBe(1);
    expect(open().forNode('node_1')).toMatchObject([{ clientId: 'clt_2' }]);
  });

  it('clears away what has expired at a node when it grants', async () => {
    const { grants, records, clock } = setUp();
    for (const clientId of ['clt_1', 'clt_2', 'clt_3']) {
      await grants.grant({ clientId, nodeId: 'node_1', expiresAt: clock.now + 1 });
    }
    clock.advance(1);
    await grants.grant(PAIR);
    expect([...records.entries()]).toEqual([['clt_1 node_1', { ...PAIR, grantedAt: clock.now }]]);
  });

  it('holds on to what it could not revoke', async () => {
    const { grants, records } = setUp();
    await grants.grant(PAIR);
    records.break();
    await expect(grants.revoke('clt_1', 'node_1')).rejects.toMatchObject({ code: 'storage_unavailable' });
    await expect(grants.grant({ ...PAIR, nodeId: 'node_2' })).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(grants.forClient('clt_1')).toMatchObject([PAIR]);
    expect(grants.forNode('node_1')).toMatchObject([PAIR]);
    expect(grants.forNode('node_2')).toEqual([]);
  });

  it('finds the same by client, by node and by both, after any changes and a restart', async () => {
    const clientId = fc.constantFrom('clt_1', 'clt_2', 'clt_3');
    const nodeId = fc.constantFrom('node_1', 'node_2');
    const step = fc.oneof(
      fc.record({
        type: fc.constant('grant' as const),
        clientId,
        nodeId,
        lifeMs: fc.option(fc.integer({ min: 1, max: 5 })),
      }),
      fc.record({ type: fc.constant('revoke' as const), clientId, nodeId }),
      fc.record({ type: fc.constant('revokeClient' as const), clientId }),
      fc.record({ type: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 5 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { grants, open, clock, records } = setUp();
        const expected = new Map<string, number>();
        for (const step of steps) {
          if (step.type === 'grant') {
            const { lifeMs, ...pair } = step;
            const expiresAt = lifeMs === null ? undefined : clock.now + lifeMs;
            await grants.grant({ clientId: pair.clientId, nodeId: pair.nodeId, expiresAt });
            expected.set(`${pair.clientId} ${pair.nodeId}`, expiresAt ?? Infinity);
          } else if (step.type === 'revoke') {
            await grants.revoke(step.clientId, step.nodeId);
            expected.delete(`${step.clientId} ${step.nodeId}`);
          } else if (step.type === 'revokeClient') {
            await grants.revokeClient(step.clientId);
            for (const key of [...expected.keys()]) if (key.startsWith(`${step.clientId} `)) expected.delete(key);
          } else clock.advance(step.ms);
        }
        const holding = [...expected]
          .filter(([, end]) => end > clock.now)
          .map(([key]) => key)
          .sort();
        const keys = (list: Grant[]): string[] => list.map((grant) => `${grant.clientId} ${grant.nodeId}`);
        for (const store of [grants, open()]) {
          const pairs = ['clt_1', 'clt_2', 'clt_3'].flatMap((client) =>
            ['node_1', 'node_2'].map((node) => [client, node] as const),
          );
          const found = pairs.flatMap(([client, node]) => store.find(client, node) ?? []);
          expect(keys(found).sort()).toEqual(holding);
          expect(keys(['clt_1', 'clt_2', 'clt_3'].flatMap((client) => store.forClient(client))).sort()).toEqual(
            holding,
          );
          expect(keys(['node_1', 'node_2'].flatMap((node) => store.forNode(node))).sort()).toEqual(holding);
        }
        expect([...records.entries()].every(([, grant]) => isGrant(grant))).toBe(true);
      }),
    );
  });
});
