import { OttoError } from '../errors/otto-error';
import { compileValidator } from './compile-validator';
import { CommandPayload } from './command.dto';
import { PairingRequestBody } from './pairing.dto';
import { ControllerAccessBody } from './access.dto';

const VALID = { targetNodeId: 'node_a', action: 'primitive.tab.query', payload: {}, replayNonce: 'n1' };

describe('compileValidator', () => {
  const validate = compileValidator(CommandPayload);

  it('hands a valid value through as it is', () => {
    expect(validate(VALID)).toBe(VALID);
  });

  it.each([
    ['missing_target_node', { ...VALID, targetNodeId: undefined }],
    ['missing_target_node', { ...VALID, targetNodeId: 7 }],
    ['missing_action', { ...VALID, action: '' }],
    ['invalid_command', { ...VALID, payload: [] }],
    ['invalid_command', { ...VALID, timeoutMs: 99 }],
    ['invalid_command', { ...VALID, timeoutMs: 1000.5 }],
    ['invalid_command', { ...VALID, waitPolicy: 'whenever' }],
    ['missing_replay_nonce', { ...VALID, replayNonce: 5 }],
  ])('answers %s', (code, value) => {
    expect(errorOf(() => validate(JSON.parse(JSON.stringify(value))))).toMatchObject({ code });
  });

  it('tells a missing value from a wrong one where the catalogue does', () => {
    const pairing = compileValidator(PairingRequestBody);
    expect(errorOf(() => pairing({}))).toMatchObject({ code: 'nodeId_required' });
    expect(errorOf(() => pairing({ nodeId: '../etc' }))).toMatchObject({ code: 'invalid_node_id' });
  });

  it('names the field but never quotes the value', () => {
    const access = compileValidator(ControllerAccessBody);
    const error = errorOf(() => access({ clientId: 'secret-value', grant: true }));
    expect(error.message).toContain('clientId');
    expect(error.message).not.toContain('secret-value');
  });

  it('does not take inherited properties for given ones', () => {
    const polluted = Object.create(VALID) as object;
    expect(errorOf(() => validate(polluted))).toMatchObject({ code: 'missing_target_node' });
  });
});

function errorOf(run: () => unknown): OttoError {
  try {
    run();
  } catch (error) {
    if (error instanceof OttoError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
