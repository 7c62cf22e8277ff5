import { isOwed, nextCommandState, type CommandState, type CommandStep } from './command-state';

const STATES: CommandState[] = ['waiting', 'running', 'stopping', 'draining', 'ended'];
const STEPS: CommandStep[] = ['start', 'stop', 'give_up', 'finish'];

describe('nextCommandState', () => {
  it('owes a terminal frame until it is given, and never again', () => {
    for (const state of STATES) {
      for (const step of STEPS) {
        const next = after(state, step);
        if (next !== undefined && !isOwed(state)) expect(isOwed(next)).toBe(false);
      }
    }
  });

  it('ends in every state but the last', () => {
    expect(STATES.map((state) => after(state, 'finish'))).toEqual(['ended', 'ended', 'ended', 'ended', undefined]);
  });

  it('tells a node to stop once', () => {
    expect(after('running', 'stop')).toBe('stopping');
    expect(after('stopping', 'stop')).toBeUndefined();
    expect(after('draining', 'stop')).toBeUndefined();
  });

  it('cannot begin what has begun', () => {
    expect(STATES.map((state) => after(state, 'start'))).toEqual([
      'running',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

function after(state: CommandState, step: CommandStep): CommandState | undefined {
  try {
    return nextCommandState(state, step);
  } catch {
    return undefined;
  }
}
