import { makeFrame, type MessageType } from '@otto/protocol';
import type { Frame } from '../ws/frame';
import { readAnswer } from './node-answer';

const RESULT = { ok: true, durationMs: 5, action: 'primitive.tab.query', commandOutcome: 'completed' };
const ERROR = { category: 'execution', code: 'navigation_failed', message: 'no', retryable: false };

describe('readAnswer', () => {
  it.each(['completed', 'failed', 'timed_out', 'cancelled'])('takes the outcome %s from a result', (commandOutcome) => {
    expect(readAnswer(frame('result', { ...RESULT, commandOutcome }))).toMatchObject({ outcome: commandOutcome });
  });

  it.each([
    [{}, 'failed'],
    [{ category: 'timeout' }, 'timed_out'],
    [{ code: 'command_cancelled' }, 'cancelled'],
    [{ commandOutcome: 'timed_out' }, 'timed_out'],
  ])('tells the outcome of an error with %j: %s', (changes, outcome) => {
    expect(readAnswer(frame('error', { ...ERROR, ...changes }))).toMatchObject({ outcome });
  });

  it('keeps the code of an error, also one that the catalogue does not know', () => {
    expect(readAnswer(frame('error', { ...ERROR, code: 'tea_time' }))).toMatchObject({ code: 'tea_time' });
  });

  it.each([
    ['result', { ...RESULT, ok: 'yes' }],
    ['result', { ...RESULT, commandOutcome: 'unknown' }],
    ['result', {}],
    ['error', { ...ERROR, code: 7 }],
    ['error', RESULT],
  ] as const)('refuses a %s that is none: %j', (type, payload) => {
    expect(() => readAnswer(frame(type, payload))).toThrow(expect.objectContaining({ code: 'invalid_result' }));
  });
});

function frame(type: MessageType, payload: object): Frame {
  const envelope = makeFrame('node', type, 'r', payload);
  return { envelope, bytes: Buffer.from(JSON.stringify(envelope)) };
}
