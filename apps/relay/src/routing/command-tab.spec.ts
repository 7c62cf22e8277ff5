import type { CommandPayload } from '@otto/protocol';
import { tabOf } from './command-tab';

const COMMAND: CommandPayload = { targetNodeId: 'node_a', action: 'primitive.dom.extract_text', payload: {} };

describe('tabOf', () => {
  it.each([
    ['the tab of the command', { tabSessionId: 't' }, 't'],
    ['the tab inside the payload, which nodes accept as well', { payload: { tabSessionId: 't' } }, 't'],
    ['the same in both', { tabSessionId: 't', payload: { tabSessionId: 't' } }, 't'],
    ['none', {}, undefined],
    [
      'none for an action that never touches a given tab',
      { action: 'primitive.tab.open', tabSessionId: 't' },
      undefined,
    ],
    ['the tab of an action that only a newer node knows', { action: 'primitive.new', tabSessionId: 't' }, 't'],
  ])('is %s', (_name, changes, tab) => {
    expect(tabOf({ ...COMMAND, ...changes })).toBe(tab);
  });

  it.each([
    ['two different tabs', { tabSessionId: 't', payload: { tabSessionId: 'u' } }],
    ['a number', { payload: { tabSessionId: 7 } }],
    ['an empty text', { payload: { tabSessionId: '' } }],
    ['a text that is too long', { payload: { tabSessionId: 'x'.repeat(129) } }],
  ])('refuses %s: invalid_command', (_name, changes) => {
    expect(() => tabOf({ ...COMMAND, ...changes })).toThrow(expect.objectContaining({ code: 'invalid_command' }));
  });
});
