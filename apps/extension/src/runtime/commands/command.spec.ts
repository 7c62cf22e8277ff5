import { makeFrame, type OttoError, type SenderRole } from '@otto/protocol';
import { GrantLimits } from '../grant/grant-limits';
import { readCommand } from './command';

const frame = (payload: object, sender: SenderRole = 'controller') =>
  makeFrame(sender, 'command', 'req-1', payload, { traceId: 'trace' });

describe('readCommand', () => {
  it('takes the frame apart into what the action needs and what the node needs', () => {
    const payload = {
      url: 'http://site/',
      tabSessionId: 'ts_1',
      __controllerClientId: 'clt_1',
      __grant: { sites: [] },
    };
    expect(
      readCommand(frame({ targetNodeId: 'node_1', action: 'primitive.tab.navigate', payload, idempotencyKey: 'k' })),
    ).toEqual({
      requestId: 'req-1',
      traceId: 'trace',
      action: 'primitive.tab.navigate',
      payload: { url: 'http://site/' },
      tabSessionId: 'ts_1',
      clientId: 'clt_1',
      isErrand: false,
      grant: expect.any(GrantLimits),
      timeoutMs: 30_000,
      idempotencyKey: 'k',
    });
  });

  it('prefers the tab session beside the payload', () => {
    const command = readCommand(
      frame({ action: 'a', tabSessionId: 'ts_1', payload: { tabSessionId: 'ts_2' }, timeoutMs: 5000 }),
    );
    expect(command).toMatchObject({ tabSessionId: 'ts_1', timeoutMs: 5000, payload: {} });
  });

  it('knows an errand of the relay by its sender', () => {
    expect(readCommand(frame({ action: 'a', payload: {} }, 'relay'))).toMatchObject({
      isErrand: true,
      clientId: undefined,
    });
  });

  it.each([{}, { action: 'a' }, { action: 1, payload: {} }, { action: 'a', payload: [] }])('refuses %j', (payload) => {
    try {
      readCommand(frame(payload));
    } catch (error) {
      expect((error as OttoError).code).toBe('invalid_command');
      return;
    }
    throw new Error('nothing thrown');
  });
});
