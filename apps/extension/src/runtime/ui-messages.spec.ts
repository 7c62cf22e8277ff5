import { isUiRequest } from './ui-messages';

describe('isUiRequest', () => {
  it('knows the requests of popup and options page', () => {
    expect(isUiRequest({ ui: 'connect' })).toBe(true);
    expect(isUiRequest({ ui: 'setRelayUrl', relayUrl: 'ws://relay' })).toBe(true);
  });

  it.each([undefined, null, 'connect', {}, { ui: 'explode' }, { type: 'connect' }])(
    'does not take %j for one',
    (message) => {
      expect(isUiRequest(message)).toBe(false);
    },
  );
});
