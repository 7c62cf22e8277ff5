import { relayFailure } from './relay-failure';

const EXIT = 'it ended with code 1';

describe('relayFailure', () => {
  it("gives the relay's own error, with its remedy", () => {
    const written = 'warming up\nport_in_use: Port 8787 on 127.0.0.1 is taken.\nStop that program.\n';
    expect(relayFailure(written, EXIT, '/log')).toMatchObject({
      code: 'port_in_use',
      message: 'Port 8787 on 127.0.0.1 is taken.',
      hint: 'Stop that program.',
    });
  });

  it('names the error of a relay that crashed, and where to read more', () => {
    const written = '/x.js:1\n  throw it\n\nTypeError: broken\n    at x.js:1\n\nNode.js v20.20.2\n';
    expect(relayFailure(written, EXIT, '/log')).toMatchObject({
      code: 'relay_start_failed',
      message: 'The relay did not get ready: it ended with code 1, after it wrote: TypeError: broken',
      hint: 'Look into /log.',
    });
  });

  it('takes no other words for an error', () => {
    expect(relayFailure('note: all is well\n', EXIT, '/log')).toMatchObject({
      code: 'relay_start_failed',
      message: expect.stringContaining('after it wrote: note: all is well'),
    });
    expect(relayFailure('', EXIT, '/log')).toMatchObject({ message: `The relay did not get ready: ${EXIT}` });
  });
});
