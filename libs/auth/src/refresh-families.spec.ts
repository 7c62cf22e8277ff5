import * as fc from 'fast-check';
import { Deferred } from '../test/deferred';
import { FakeClock } from '../test/fake-clock';
import { CONTROLLER, NODE } from '../test/identities';
import { MemoryRecords } from '../test/memory-records';
import type { Identity } from './identity';
import { RefreshFamilies, type RefreshFamiliesOptions } from './refresh-families';
import { isRefreshFamily, type RefreshFamily } from './refresh-family';

const DAY_MS = 86_400_000;
const INVALID = { code: 'invalid_refresh_token' };

function setUp(options: Partial<RefreshFamiliesOptions> = {}) {
  const clock = new FakeClock();
  const records = new MemoryRecords<RefreshFamily>();
  const reused: { identity: Identity; familyId: string }[] = [];
  const open = (more: Partial<RefreshFamiliesOptions> = {}): RefreshFamilies =>
    new RefreshFamilies(records, {
      ttlMs: 30 * DAY_MS,
      secret: 's'.repeat(32),
      clock: clock.read,
      onReuse: (identity, familyId) => reused.push({ identity, familyId }),
      ...options,
      ...more,
    });
  return { clock, records, reused, open, families: open() };
}

describe('RefreshFamilies', () => {
  it('exchanges a token for its successor, again and again', async () => {
    const { families, records } = setUp();
    const { familyId, refreshToken } = await families.start(CONTROLLER);
    const tokens = new Set([refreshToken]);
    let token = refreshToken;
    for (let turn = 0; turn < 20; turn += 1) {
      const rotated = await families.rotate(token);
      expect(rotated).toMatchObject({ familyId, identity: CONTROLLER });
      token = rotated.refreshToken;
      tokens.add(token);
    }
    expect(tokens.size).toBe(21);
    expect(records.size).toBe(1);
  });

  it('gives tokens of 256 bits of which no two are alike', async () => {
    const { families } = setUp();
    const started = await Promise.all(Array.from({ length: 50 }, () => families.start(NODE)));
    expect(new Set(started.map(({ refreshToken }) => refreshToken.slice(-43))).size).toBe(50);
    expect(started[0]?.refreshToken).toMatch(/^rt_[A-Za-z0-9_-]{65}$/);
  });

  it('keeps a family over a restart', async () => {
    const { families, open } = setUp();
    const { refreshToken, familyId } = await families.start(CONTROLLER);
    const { refreshToken: second } = await families.rotate(refreshToken);
    const restarted = open();
    expect(restarted.isLive(familyId)).toBe(true);
    expect(await restarted.rotate(second)).toMatchObject({ familyId, identity: CONTROLLER });
  });

  it('vouches for the identity that a family was started for, and for no other, as long as it lives', async () => {
    const { families } = setUp();
    const { refreshToken, familyId } = await families.start(CONTROLLER);
    expect(families.vouchesFor(familyId, CONTROLLER)).toBe(true);
    const others = [NODE, { ...CONTROLLER, clientId: 'clt_2' }, { ...CONTROLLER, scopes: ['*'] }];
    expect(others.filter((identity) => families.vouchesFor(familyId, identity))).toEqual([]);
    expect(families.vouchesFor('rf_nothing', CONTROLLER)).toBe(false);
    await families.revoke(refreshToken);
    expect(families.vouchesFor(familyId, CONTROLLER)).toBe(false);
  });

  it('lets a token live for its time from the last rotation on', async () => {
    const { families, clock } = setUp();
    const { refreshToken, familyId } = await families.start(NODE);
    clock.advance(29 * DAY_MS);
    const { refreshToken: second } = await families.rotate(refreshToken);
    clock.advance(30 * DAY_MS - 1);
    expect(families.isLive(familyId)).toBe(true);
    clock.advance(1);
    expect(families.isLive(familyId)).toBe(false);
    await expect(families.rotate(second)).rejects.toMatchObject(INVALID);
  });

  it.each(['', 'rt_', 'nonsense', `rt_${'A'.repeat(65)}`, `rt_${'A'.repeat(66)}`, 'rt_\u0000', '__proto__'])(
    'refuses %j, which was never a token',
    async (token) => {
      const { families, reused } = setUp();
      await families.start(NODE);
      await expect(families.rotate(token)).rejects.toMatchObject(INVALID);
      expect(await families.revoke(token)).toBeUndefined();
      expect(reused).toEqual([]);
    },
  );

  it('costs one commit of one family per rotation, however many there are', async () => {
    const { families, records } = setUp();
    for (let count = 0; count < 1000; count += 1) await families.start(CONTROLLER);
    const { refreshToken } = await families.start(CONTROLLER);
    const entries = jest.spyOn(records, 'entries');
    const get = jest.spyOn(records, 'get');
    const commits = records.commits.length;
    await families.rotate(refreshToken);
    expect(records.commits.slice(commits)).toEqual([[expect.objectContaining({ key: expect.any(String) })]]);
    expect(entries).not.toHaveBeenCalled();
    expect(get.mock.calls.length).toBeLessThanOrEqual(2);
  });
});

describe('a refresh token that was used before', () => {
  it('ends its family, whoever uses it', async () => {
    const { families, clock, reused, records } = setUp();
    const { refreshToken, familyId } = await families.start(CONTROLLER);
    const { refreshToken: second } = await families.rotate(refreshToken);
    clock.advance(10_000);
    await expect(families.rotate(refreshToken)).rejects.toMatchObject(INVALID);
    expect(reused).toEqual([{ identity: CONTROLLER, familyId }]);
    expect(families.isLive(familyId)).toBe(false);
    await expect(families.rotate(second)).rejects.toMatchObject(INVALID);
    expect(records.size).toBe(0);
    expect(reused).toHaveLength(1);
  });

  it('gives the same successor for ten seconds, since the answer may have been lost', async () => {
    const { families, clock, reused } = setUp();
    const { refreshToken } = await families.start(NODE);
    const first = await families.rotate(refreshToken);
    clock.advance(9_999);
    expect(await families.rotate(refreshToken)).toEqual(first);
    expect(await families.rotate(first.refreshToken)).toMatchObject({ identity: NODE });
    expect(reused).toEqual([]);
  });

  it('gives the same successor over a restart', async () => {
    const { families, open } = setUp();
    const { refreshToken } = await families.start(NODE);
    const first = await families.rotate(refreshToken);
    expect(await open().rotate(refreshToken)).toEqual(first);
  });

  it('ends its family within the ten seconds too, once the successor was used: that answer was not lost', async () => {
    const { families, reused } = setUp();
    const { refreshToken } = await families.start(NODE);
    const { refreshToken: second } = await families.rotate(refreshToken);
    await families.rotate(second);
    await expect(families.rotate(refreshToken)).rejects.toMatchObject(INVALID);
    expect(reused).toHaveLength(1);
  });

  it('gives all who use it at once the same successor, and nobody before it is on disk', async () => {
    const { families, records } = setUp();
    const { refreshToken } = await families.start(NODE);
    const disk = new Deferred();
    records.waitFor(disk.promise);
    let answers = 0;
    const rotations = Array.from({ length: 3 }, async () => {
      const rotated = await families.rotate(refreshToken);
      answers += 1;
      return rotated;
    });
    await new Promise(setImmediate);
    expect(answers).toBe(0);
    disk.resolve();
    const [first, ...others] = await Promise.all(rotations);
    for (const other of others) expect(other).toEqual(first);
  });

  it('ends the family when its successor cannot be made again, after the secret was changed', async () => {
    const { families, open, reused } = setUp();
    const { refreshToken } = await families.start(NODE);
    await families.rotate(refreshToken);
    await expect(open({ secret: 't'.repeat(32) }).rotate(refreshToken)).rejects.toMatchObject(INVALID);
    expect(reused).toHaveLength(1);
  });

  it('does not end a family for somebody who knows no more than its id', async () => {
    const { families, reused } = setUp();
    const { refreshToken, familyId } = await families.start(NODE);
    const guess = `rt_${familyId.slice(3)}${'A'.repeat(43)}`;
    await expect(families.rotate(guess)).rejects.toMatchObject(INVALID);
    expect(await families.revoke(guess)).toBeUndefined();
    expect(reused).toEqual([]);
    await families.rotate(refreshToken);
  });
});

describe('what RefreshFamilies stores', () => {
  it('is hashes, from which no token can be made', async () => {
    const { families, records } = setUp();
    const { refreshToken } = await families.start(CONTROLLER);
    const { refreshToken: second } = await families.rotate(refreshToken);
    const stored = JSON.stringify(records);
    for (const token of [refreshToken, second]) {
      expect(stored).not.toContain(token.slice(3, 25));
      expect(stored).not.toContain(token.slice(25));
    }
    for (const [familyId, family] of records.entries()) {
      expect(isRefreshFamily(family)).toBe(true);
      for (const stolen of [family.tokenHash, `rt_${familyId.slice(3)}${family.tokenHash}`]) {
        await expect(families.rotate(stolen)).rejects.toMatchObject(INVALID);
      }
    }
  });

  it('is nothing of an identity but the identity', async () => {
    const { families, records } = setUp();
    await families.start({ ...CONTROLLER, accessToken: 'secret' } as Identity);
    expect([...records.entries()][0]?.[1].identity).toEqual(CONTROLLER);
  });
});

describe('ending families', () => {
  it('by a token of theirs', async () => {
    const { families } = setUp();
    const { refreshToken, familyId } = await families.start(CONTROLLER);
    expect(await families.revoke(refreshToken)).toEqual({ familyId, identity: CONTROLLER });
    expect(families.isLive(familyId)).toBe(false);
    expect(await families.revoke(refreshToken)).toBeUndefined();
  });

  it('by an older token too: its holder may have lost the newer ones', async () => {
    const { families } = setUp();
    const { refreshToken, familyId } = await families.start(CONTROLLER);
    await families.rotate(refreshToken);
    expect(await families.revoke(refreshToken)).toMatchObject({ familyId });
    expect(families.isLive(familyId)).toBe(false);
  });

  it('of one client or node, and of no other', async () => {
    const { families, open } = setUp();
    const mine = [await families.start(CONTROLLER), await families.start(CONTROLLER)];
    const others = [await families.start({ ...CONTROLLER, clientId: 'clt_2' }), await families.start(NODE)];
    expect(await open().revokeWhere({ clientId: 'clt_1' })).toEqual(mine.map(({ familyId }) => familyId));
    for (const { familyId } of mine) expect(families.isLive(familyId)).toBe(false);
    for (const { familyId } of others) expect(families.isLive(familyId)).toBe(true);
    expect(await families.revokeWhere({ nodeId: 'node_1' })).toEqual([others[1]?.familyId]);
    expect(families.has({ nodeId: 'node_1' })).toBe(false);
    expect(families.has({ clientId: 'clt_2' })).toBe(true);
  });

  it('of clients that do not exist, when the relay starts', async () => {
    const { families } = setUp();
    const gone = await families.start(CONTROLLER);
    const kept = [await families.start({ ...CONTROLLER, clientId: 'clt_2' }), await families.start(NODE)];
    expect(await families.dropOrphans((clientId) => clientId === 'clt_2')).toBe(1);
    expect(families.isLive(gone.familyId)).toBe(false);
    for (const { familyId } of kept) expect(families.isLive(familyId)).toBe(true);
  });

  it('in the very commit that starts another one in their place', async () => {
    const { families, records } = setUp();
    const first = await families.start(NODE);
    const commits = records.commits.length;
    const second = await families.start(NODE, { replace: true });
    expect(second.ended).toEqual([first.familyId]);
    expect(records.commits.length).toBe(commits + 1);
    expect(families.isLive(first.familyId)).toBe(false);
    expect(families.isLive(second.familyId)).toBe(true);
  });

  it('that were used least recently, when one client has too many', async () => {
    const { families } = setUp({ maxPerSubject: 3 });
    const [a, b, c] = [await families.start(NODE), await families.start(NODE), await families.start(NODE)];
    await families.rotate(a.refreshToken);
    const d = await families.start(NODE);
    expect(d.ended).toEqual([b.familyId]);
    for (const { familyId } of [a, c, d]) expect(families.isLive(familyId)).toBe(true);
  });

  it('whose time is over, while others start', async () => {
    const { families, records, clock } = setUp();
    for (let count = 0; count < 100; count += 1) await families.start(CONTROLLER);
    clock.advance(30 * DAY_MS);
    for (let count = 0; count < 40; count += 1) await families.start(NODE);
    expect(records.size).toBe(40);
  });
});

describe('RefreshFamilies on a disk that fails', () => {
  it('keeps the token good that could not be rotated', async () => {
    const { families, records } = setUp();
    const { refreshToken, familyId } = await families.start(NODE);
    const before = JSON.stringify(records);
    records.break();
    await expect(families.rotate(refreshToken)).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(families.isLive(familyId)).toBe(true);
    expect(JSON.stringify(records)).toBe(before);
  });

  it('does not forget whose families it could not end', async () => {
    const { families, records } = setUp();
    const { familyId } = await families.start(NODE);
    records.break();
    await expect(families.revokeWhere({ nodeId: 'node_1' })).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(families.isLive(familyId)).toBe(true);
    expect(families.has({ nodeId: 'node_1' })).toBe(true);
  });
});

/** What a client with its tokens, a thief with copies of them, and the passing of time can do. */
describe('any order of uses', () => {
  it('never lets two holders go on with one family', async () => {
    const step = fc.oneof(
      fc.record({ who: fc.constantFrom('owner' as const, 'thief' as const), waitMs: fc.constantFrom(0, 10_001) }),
      fc.constant('steal' as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const { families, clock } = setUp();
        const { refreshToken, familyId } = await families.start(CONTROLLER);
        const held: Record<'owner' | 'thief', string | undefined> = { owner: refreshToken, thief: undefined };
        for (const step of steps) {
          if (step === 'steal') {
            held.thief = held.owner;
            continue;
          }
          clock.advance(step.waitMs);
          const token = held[step.who];
          if (token === undefined) continue;
          held[step.who] = await families.rotate(token).then(
            (rotated) => rotated.refreshToken,
            () => undefined,
          );
        }
        clock.advance(10_001);
        // Whoever of the two comes second now finds the family ended, unless both hold one and the same token or one none.
        const next = async (token: string | undefined): Promise<boolean> =>
          token !== undefined && (await families.rotate(token).then(Boolean, () => false));
        const owner = await next(held.owner);
        clock.advance(10_001);
        const thief = await next(held.thief);
        expect(owner && thief).toBe(false);
        if (thief === false && held.thief !== undefined && owner) expect(families.isLive(familyId)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});
