import { ACTIONS } from '@otto/protocol';
import { NODE_ACTIONS, findNodeAction } from './registry';

jest.mock('./dom/page-bundles', () => ({ PAGE_BUNDLES: {} }));

describe('the registry of actions', () => {
  it('holds every action once', () => {
    const names = NODE_ACTIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(ACTIONS).toHaveProperty([name]);
  });

  it('finds actions by name, and nothing else', () => {
    expect(findNodeAction('primitive.tab.open')?.name).toBe('primitive.tab.open');
    expect(findNodeAction('primitive.tab.explode')).toBeUndefined();
    expect(findNodeAction('constructor')).toBeUndefined();
  });
});
