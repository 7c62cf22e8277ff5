import { LIMITS } from '@otto/protocol';
import { Strangers } from './strangers';

const MOST = LIMITS.unauthenticatedSocketsPerAddress;

describe('Strangers', () => {
  it('lets so many sockets of an address in that have not authenticated, and more when some have: too_many_connections', () => {
    const strangers = new Strangers();
    for (let count = 0; count < MOST; count += 1) {
      strangers.check('192.0.2.1');
      strangers.enter('192.0.2.1');
    }
    expect(() => strangers.check('192.0.2.1')).toThrow(expect.objectContaining({ code: 'too_many_connections' }));
    expect(() => strangers.check('192.0.2.2')).not.toThrow();
    strangers.leave('192.0.2.1');
    expect(() => strangers.check('192.0.2.1')).not.toThrow();
  });
});
