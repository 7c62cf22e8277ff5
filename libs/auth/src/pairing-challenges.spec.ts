import { CHALLENGE_ID_PATTERN, PAIRING_CODE_PATTERN } from '@otto/protocol';
import { Deferred } from '../test/deferred';
import { FakeClock } from '../test/fake-clock';
import type { NodeTokens } from './challenge';
import { PairingChallenges } from './pairing-challenges';

const TTL_MS = 300_000;
const TOKENS = { familyId: 'rf_1', accessToken: 'access', refreshToken: 'refresh' };

function setUp(maxPending = 100) {
  const clock = new FakeClock();
  const issue = jest.fn(async (_nodeId: string): Promise<NodeTokens> => TOKENS);
  return { clock, issue, challenges: new PairingChallenges({ ttlMs: TTL_MS, maxPending, clock: clock.read }) };
}

describe('PairingChallenges', () => {
  it('gives each request a challenge and a code of its own', () => {
    const { challenges, clock } = setUp();
    const answers = Array.from({ length: 100 }, () => challenges.request('node_1'));
    for (const answer of answers) {
      expect(answer).toEqual({
        challengeId: expect.stringMatching(CHALLENGE_ID_PATTERN),
        code: expect.stringMatching(PAIRING_CODE_PATTERN),
        nodeId: 'node_1',
        status: 'pending',
        expiresAt: clock.now + TTL_MS,
      });
    }
    expect(new Set(answers.map(({ code }) => code)).size).toBe(100);
    expect(new Set(answers.map(({ challengeId }) => challengeId)).size).toBe(100);
  });

  it('answers the same to the holder of a pending challenge', () => {
    const { challenges, clock } = setUp();
    const first = challenges.request('node_1');
    clock.advance(1000);
    expect(challenges.request('node_1', first.challengeId)).toEqual(first);
  });

  it('never tells a challenge to who only knows its node', () => {
    const { challenges } = setUp();
    const first = challenges.request('node_1');
    for (const other of [challenges.request('node_1'), challenges.request('node_2', first.challengeId)]) {
      expect(other.challengeId).not.toBe(first.challengeId);
      expect(other.code).not.toBe(first.code);
    }
    expect(challenges.status(first.challengeId).status).toBe('pending');
  });

  it('makes a new challenge for the holder of one that is over', async () => {
    const { challenges, clock, issue } = setUp();
    const expired = challenges.request('node_1');
    clock.advance(TTL_MS);
    expect(challenges.request('node_1', expired.challengeId).challengeId).not.toBe(expired.challengeId);
    const approved = challenges.request('node_1');
    await challenges.approve(approved.code, issue);
    expect(challenges.request('node_1', approved.challengeId).challengeId).not.toBe(approved.challengeId);
  });

  it('lists who waits, without challengeIds', async () => {
    const { challenges, clock, issue } = setUp();
    const { code, expiresAt } = challenges.request('node_1');
    const other = challenges.request('node_2');
    await challenges.approve(other.code, issue);
    expect(challenges.pending()).toEqual([{ nodeId: 'node_1', code, status: 'pending', expiresAt }]);
    clock.advance(TTL_MS);
    expect(challenges.pending()).toEqual([]);
  });

  it('lets only so many wait', async () => {
    const { challenges, clock, issue } = setUp(2);
    const first = challenges.request('node_1');
    challenges.request('node_2');
    expect(() => challenges.request('node_3')).toThrow(expect.objectContaining({ code: 'too_many_pending' }));
    expect(challenges.request('node_1', first.challengeId)).toEqual(first);
    await challenges.approve(first.code, issue);
    challenges.request('node_3');
    clock.advance(TTL_MS);
    challenges.request('node_4');
  });
});

describe('approving', () => {
  it('gives the node its tokens, as often as it asks until it has used them', async () => {
    const { challenges, issue, clock } = setUp();
    const { challengeId, code } = challenges.request('node_1');
    expect(challenges.status(challengeId)).not.toHaveProperty('nodeAccessToken');
    expect(await challenges.approve(code, issue)).toEqual({ nodeId: 'node_1', issued: TOKENS });
    expect(issue.mock.calls).toEqual([['node_1']]);
    const answer = {
      challengeId,
      nodeId: 'node_1',
      status: 'approved',
      expiresAt: clock.now + TTL_MS,
      nodeAccessToken: 'access',
      nodeRefreshToken: 'refresh',
    };
    expect(challenges.status(challengeId)).toEqual(answer);
    expect(challenges.status(challengeId)).toEqual(answer);
    challenges.noteUse('rf_other');
    expect(challenges.status(challengeId)).toEqual(answer);
    challenges.noteUse('rf_1');
    const { nodeAccessToken: _access, nodeRefreshToken: _refresh, ...rest } = answer;
    expect(challenges.status(challengeId)).toEqual(rest);
  });

  it('is the first one’s', async () => {
    const { challenges, issue } = setUp();
    const { code } = challenges.request('node_1');
    const both = await Promise.allSettled([challenges.approve(code, issue), challenges.approve(code, issue)]);
    expect(both).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'pairing_not_pending' } },
    ]);
    await expect(challenges.approve(code, issue)).rejects.toMatchObject({ code: 'pairing_not_pending' });
    expect(issue).toHaveBeenCalledTimes(1);
  });

  it('can be done again when the tokens could not be made', async () => {
    const { challenges, issue } = setUp();
    const { code, challengeId } = challenges.request('node_1');
    issue.mockRejectedValueOnce(new Error('disk'));
    await expect(challenges.approve(code, issue)).rejects.toThrow('disk');
    expect(challenges.status(challengeId).status).toBe('pending');
    await challenges.approve(code, issue);
  });

  it('shows as pending until the tokens are made, however long that takes', async () => {
    const { challenges, clock } = setUp();
    const { code, challengeId } = challenges.request('node_1');
    const tokens = new Deferred<NodeTokens>();
    const approved = challenges.approve(code, () => tokens.promise);
    clock.advance(3 * TTL_MS);
    expect(challenges.status(challengeId).status).toBe('pending');
    expect(challenges.pending()).toEqual([]);
    tokens.resolve(TOKENS);
    await approved;
    expect(challenges.status(challengeId)).toMatchObject({ status: 'approved', nodeAccessToken: 'access' });
  });

  it.each(['000-000', '', 'x', '000000', '__proto__'])('does not find the wrong code %j', async (wrong) => {
    const { challenges, issue } = setUp();
    const { code } = challenges.request('node_1');
    const guess = wrong === code ? '000-001' : wrong;
    await expect(challenges.approve(guess, issue)).rejects.toMatchObject({ code: 'pairing_not_found' });
    expect(issue).not.toHaveBeenCalled();
  });

  it('does not find a code whose time is over', async () => {
    const { challenges, issue, clock } = setUp();
    const { code, challengeId } = challenges.request('node_1');
    clock.advance(TTL_MS);
    await expect(challenges.approve(code, issue)).rejects.toMatchObject({ code: 'pairing_not_found' });
    expect(challenges.status(challengeId).status).toBe('expired');
  });
});

describe('a challenge that is over', () => {
  it('says so for a while, then is unknown', async () => {
    const { challenges, clock, issue } = setUp();
    const pending = challenges.request('node_1');
    const approved = challenges.request('node_2');
    await challenges.approve(approved.code, issue);
    clock.advance(TTL_MS);
    expect(challenges.status(pending.challengeId).status).toBe('expired');
    expect(challenges.status(approved.challengeId)).toMatchObject({ status: 'expired' });
    expect(challenges.status(approved.challengeId)).not.toHaveProperty('nodeRefreshToken');
    clock.advance(TTL_MS);
    for (const { challengeId } of [pending, approved]) {
      expect(() => challenges.status(challengeId)).toThrow(expect.objectContaining({ code: 'challenge_not_found' }));
    }
  });

  it('makes room when there are very many', async () => {
    const { challenges } = setUp(2);
    const approved: string[] = [];
    for (let count = 0; count < 50; count += 1) {
      const { code, challengeId } = challenges.request('node_1');
      await challenges.approve(code, async () => ({ ...TOKENS, familyId: `rf_${count}` }));
      approved.push(challengeId);
    }
    const known = approved.filter((challengeId) => {
      try {
        return challenges.status(challengeId).status === 'approved';
      } catch {
        return false;
      }
    });
    expect(known).toEqual(approved.slice(-8));
  });
});
