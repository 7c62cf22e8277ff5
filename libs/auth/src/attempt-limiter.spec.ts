import { OttoError } from '@otto/protocol';
import { Deferred } from '../test/deferred';
import { FakeClock } from '../test/fake-clock';
import { AttemptLimiter } from './attempt-limiter';

const WINDOW_MS = 300_000;
const WRONG = new OttoError('pairing_not_found');
const isWrong = (error: unknown): boolean => error === WRONG;

function setUp({ count = 3, maxKeys = 100 } = {}) {
  const clock = new FakeClock();
  return { clock, limiter: new AttemptLimiter({ count, windowMs: WINDOW_MS, maxKeys, clock: clock.read }) };
}

function refusal(check: () => void): Partial<OttoError> | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return error as OttoError;
  }
}

describe('AttemptLimiter', () => {
  it('refuses a key that failed too often, and says for how long', () => {
    const { limiter, clock } = setUp();
    for (let count = 0; count < 3; count += 1) {
      expect(refusal(() => limiter.check('a'))).toBeUndefined();
      limiter.fail('a');
      clock.advance(1000);
    }
    expect(refusal(() => limiter.check('a'))).toMatchObject({
      code: 'too_many_attempts',
      details: { retryAfterMs: WINDOW_MS - 3000 },
    });
    expect(refusal(() => limiter.check('b'))).toBeUndefined();
  });

  it('lets a key try again as its failures leave the window, one by one', () => {
    const { limiter, clock } = setUp();
    for (let count = 0; count < 3; count += 1) {
      limiter.fail('a');
      clock.advance(1000);
    }
    clock.advance(WINDOW_MS - 3001);
    expect(refusal(() => limiter.check('a'))).toMatchObject({ details: { retryAfterMs: 1 } });
    clock.advance(1);
    expect(refusal(() => limiter.check('a'))).toBeUndefined();
    limiter.fail('a');
    expect(refusal(() => limiter.check('a'))).toMatchObject({ details: { retryAfterMs: 1000 } });
  });

  it('forgets the failures of a key that succeeded', () => {
    const { limiter } = setUp();
    for (let count = 0; count < 3; count += 1) limiter.fail('a');
    limiter.succeed('a');
    expect(refusal(() => limiter.check('a'))).toBeUndefined();
  });

  it('remembers only so many keys, those that failed last', () => {
    const { limiter } = setUp({ count: 1, maxKeys: 2 });
    for (const key of ['a', 'b', 'a', 'c']) limiter.fail(key);
    expect(['a', 'b', 'c'].map((key) => refusal(() => limiter.check(key)) !== undefined)).toEqual([true, false, true]);
  });
});

describe('an attempt', () => {
  it('counts for all of its keys when it was wrong, and not otherwise', async () => {
    const { limiter } = setUp({ count: 1 });
    await limiter.attempt(['address', 'client'], async () => 'in', isWrong);
    await expect(
      limiter.attempt(['address', 'client'], () => Promise.reject(new Error('disk')), isWrong),
    ).rejects.toThrow('disk');
    await expect(limiter.attempt(['address', 'client'], () => Promise.reject(WRONG), isWrong)).rejects.toBe(WRONG);
    const work = jest.fn();
    for (const key of ['address', 'client']) {
      await expect(limiter.attempt([key], work, isWrong)).rejects.toMatchObject({ code: 'too_many_attempts' });
    }
    expect(work).not.toHaveBeenCalled();
  });

  it('does not reset the count of an address by succeeding', async () => {
    const { limiter } = setUp({ count: 2 });
    const guess = (): Promise<unknown> => limiter.attempt(['address'], () => Promise.reject(WRONG), isWrong);
    await expect(guess()).rejects.toBe(WRONG);
    await limiter.attempt(['address'], async () => 'in', isWrong);
    await expect(guess()).rejects.toBe(WRONG);
    await expect(guess()).rejects.toMatchObject({ code: 'too_many_attempts' });
  });

  it('cannot get past the limit together with others', async () => {
    const { limiter } = setUp({ count: 3 });
    const work = jest.fn(async () => {
      await new Promise(setImmediate);
      throw WRONG;
    });
    const guesses = await Promise.allSettled(
      Array.from({ length: 20 }, () => limiter.attempt(['address'], work, isWrong)),
    );
    expect(work).toHaveBeenCalledTimes(3);
    expect(guesses.filter(({ status }) => status === 'rejected')).toHaveLength(20);
  });

  it('waits for others rather than being refused, and all get through that are right', async () => {
    const { limiter } = setUp({ count: 3 });
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
    };
    await Promise.all(
      Array.from({ length: 200 }, (_, index) => limiter.attempt(['address', `client ${index % 7}`], work, isWrong)),
    );
    expect(most).toBe(3);
  });

  it('is refused when very many wait', async () => {
    const { limiter } = setUp({ count: 1 });
    const first = new Deferred();
    const attempt = (): Promise<void> => limiter.attempt(['address'], () => first.promise, isWrong);
    const waiting = Array.from({ length: 1001 }, attempt);
    await expect(attempt()).rejects.toMatchObject({ code: 'too_many_attempts', details: { retryAfterMs: 1000 } });
    first.resolve();
    await Promise.all(waiting);
  });
});
