import { fromSerialized, isSerializedScriptError } from './serialized-error';

const failure = (code: string) => ({ __ottoSerializedCommandError: true as const, code, message: 'no box' });

describe('errors of functions in pages', () => {
  it('are told from data', () => {
    expect(isSerializedScriptError(failure('x'))).toBe(true);
    const others = [null, [], 'x', { code: 'x', message: 'y' }, { __ottoSerializedCommandError: true, code: 1 }];
    for (const value of others) expect(isSerializedScriptError(value)).toBe(false);
  });

  it('keep code, message and hint of the catalogue', () => {
    expect(fromSerialized(failure('manual_login_required'), 'example.com')).toMatchObject({
      code: 'manual_login_required',
      category: 'auth',
      message: 'Nobody is signed in to example.com in that browser.',
    });
  });

  it('keep a code of their own, and what the page says', () => {
    expect(fromSerialized(failure('example_box_missing'), 'example.com')).toMatchObject({
      code: 'example_box_missing',
      category: 'execution',
      message: 'no box',
      retryable: false,
    });
  });
});
