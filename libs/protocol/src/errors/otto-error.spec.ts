import { OttoError, fromWireError, toOttoError } from './otto-error';

describe('OttoError', () => {
  it('fills message and hint from its details', () => {
    const error = new OttoError('unknown_command', { site: 'reddit.com', command: 'nope' });
    expect(error.message).toBe('Site "reddit.com" has no command "nope".');
    expect(error.hint).toBe('List its commands with "otto commands list --site reddit.com".');
  });

  it('drops a placeholder without a value', () => {
    expect(new OttoError('browser_not_found').message).toBe(
      'No Chrome, Chromium, Edge or Brave was found on this machine.',
    );
  });

  it('leaves its details as they are', () => {
    const details = { name: 'X', value: '"a"', allowed: 'a prefix ending in .*, or *' };
    expect(new OttoError('invalid_configuration', details).message).toBe(
      'X is "a", but must be a prefix ending in .*, or *.',
    );
  });

  it('answers the ids of its context in an error frame', () => {
    const payload = new OttoError('tab_busy', { tabSessionId: 'ts_1' }).toPayload({ nodeId: 'node_a', stage: 'queue' });
    expect(payload).toEqual({
      category: 'conflict',
      code: 'tab_busy',
      message: 'Tab "ts_1" is running another command.',
      retryable: true,
      actionableHint: expect.stringContaining('wait_with_timeout'),
      nodeId: 'node_a',
      stage: 'queue',
    });
  });

  it('answers code, message and hint over HTTP', () => {
    expect(new OttoError('code_required').toBody()).toEqual({
      error: 'code_required',
      code: 'code_required',
      message: 'The request holds no pairing code.',
      actionableHint: 'Send the code that the popup shows, in the form NNN-NNN.',
    });
  });
});

describe('toOttoError', () => {
  it('keeps an OttoError', () => {
    const error = new OttoError('tab_busy');
    expect(toOttoError(error)).toBe(error);
  });

  it('keeps the text of anything else from the caller', () => {
    const error = toOttoError(new Error('ENOENT /home/me/secret'));
    expect(error.code).toBe('internal_error');
    expect(JSON.stringify(error.toPayload())).not.toContain('secret');
    expect((error.cause as Error).message).toContain('secret');
  });
});

describe('fromWireError', () => {
  it('keeps code, text and hint of the peer', () => {
    const error = fromWireError({ code: 'tab_busy', message: 'busy', actionableHint: 'wait' });
    expect([error.code, error.message, error.hint]).toEqual(['tab_busy', 'busy', 'wait']);
  });

  it('keeps a code that this version does not know', () => {
    const error = fromWireError({
      code: 'from_the_future',
      category: 'limit',
      message: 'Something new.',
      retryable: true,
    });
    expect(error).toMatchObject({ code: 'from_the_future', category: 'limit', retryable: true });
    expect(error.message).toBe('Something new.');
  });

  it('survives an answer without any of its fields', () => {
    expect(fromWireError({ code: 5, message: null }).code).toBe('internal_error');
  });
});
