import { OttoError } from '@otto/protocol';
import { poll } from './poll';

const never = new AbortController().signal;
const unreachable = new OttoError('relay_unreachable', { relayUrl: 'ws://x' });

describe('poll', () => {
  it('looks again until there is something to see', async () => {
    const seen = [undefined, undefined, 'it'];
    await expect(poll(() => Promise.resolve(seen.shift()), { signal: never, everyMs: 1 })).resolves.toBe('it');
  });

  it('goes on when what went wrong may pass', async () => {
    const looks = [Promise.reject(unreachable), Promise.resolve('it')];
    const look = (): Promise<string> => looks.shift() ?? Promise.resolve('too late');
    await expect(poll(look, { signal: never, everyMs: 1 })).resolves.toBe('it');
  });

  it('ends with what will not pass', async () => {
    const look = (): Promise<string> => Promise.reject(new OttoError('forbidden_role'));
    await expect(poll(look, { signal: never, everyMs: 1 })).rejects.toMatchObject({ code: 'forbidden_role' });
  });

  it('ends with its signal, also in the middle of a pause', async () => {
    const end = new AbortController();
    const look = (): Promise<undefined> => {
      setImmediate(() => end.abort());
      return Promise.resolve(undefined);
    };
    await expect(poll(look, { signal: end.signal, everyMs: 60_000 })).resolves.toBeUndefined();
  });
});
