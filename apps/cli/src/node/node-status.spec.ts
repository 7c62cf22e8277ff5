import { parseNodeStatus } from './node-status';

describe('the status that the extension shows', () => {
  it('is taken over as far as it is understood', () => {
    const status = {
      state: 'waiting_for_pair_approval',
      nodeId: 'node_one',
      code: '123-456',
      codeExpiresAt: 5,
      running: [],
    };
    expect(parseNodeStatus(status)).toEqual({
      state: 'waiting_for_pair_approval',
      nodeId: 'node_one',
      code: '123-456',
      codeExpiresAt: 5,
    });
  });

  it('says when a node is connected that cannot do everything', () => {
    const status = { state: 'version_mismatch', missing: [{ lackedBy: 'relay', what: 'controller.access' }] };
    expect(parseNodeStatus(status)).toEqual({ state: 'version_mismatch', isPartial: true });
  });

  it('keeps code, text and remedy of an error', () => {
    const error = { code: 'relay_unreachable', message: 'No relay.', hint: 'Start it.' };
    expect(parseNodeStatus({ state: 'error', error })).toEqual({
      state: 'error',
      error: { code: 'relay_unreachable', message: 'No relay.', actionableHint: 'Start it.' },
    });
  });

  it.each([[undefined], [null], ['connected'], [{}], [{ state: 1 }]])('is none yet when it is %j', (value) => {
    expect(parseNodeStatus(value)).toBeUndefined();
  });
});
