import { mayReconnect } from './close-codes';

describe('mayReconnect', () => {
  it.each([1001, 1006, 4401, 4408])('lets a peer come back after %d', (code) => {
    expect(mayReconnect(code)).toBe(true);
  });

  it.each([4403, 4409])('keeps a peer away after %d', (code) => {
    expect(mayReconnect(code)).toBe(false);
  });
});
