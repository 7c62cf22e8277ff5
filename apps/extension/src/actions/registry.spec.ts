import { ACTIONS } from '@otto/protocol';
import { NODE_ACTIONS } from './registry';

jest.mock('./dom/page-bundles', () => ({ PAGE_BUNDLES: {} }));

describe('the registry of actions', () => {
  it('holds every action once', () => {
    const names = NODE_ACTIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(ACTIONS).toHaveProperty([name]);
  });
});
