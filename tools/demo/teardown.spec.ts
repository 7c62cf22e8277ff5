import { Teardown } from './teardown.mjs';

describe('tearing down', () => {
  const setUp = (failing: string[] = []) => {
    const undone: string[] = [];
    const teardown = new Teardown();
    for (const name of ['home', 'relay', 'node']) {
      teardown.add(name === 'node' ? 'browser' : 'rest', () => {
        undone.push(name);
        return failing.includes(name) ? Promise.reject(new Error(`${name} stays`)) : Promise.resolve();
      });
    }
    return { teardown, undone };
  };

  it('goes backwards, since the later steps stand on the earlier ones', async () => {
    const { teardown, undone } = setUp();
    await teardown.run();
    expect(undone).toEqual(['node', 'relay', 'home']);
  });

  it('tries everything, then tells the first failure', async () => {
    const { teardown, undone } = setUp(['node', 'relay']);
    await expect(teardown.run()).rejects.toThrow('node stays');
    expect(undone).toEqual(['node', 'relay', 'home']);
  });

  it('leaves alone what was forgotten, and does nothing twice', async () => {
    const { teardown, undone } = setUp();
    teardown.forget('browser');
    await teardown.run();
    await teardown.run();
    expect(undone).toEqual(['relay', 'home']);
  });
});
