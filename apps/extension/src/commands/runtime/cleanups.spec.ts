import { Cleanups } from './cleanups';

describe('Cleanups', () => {
  it('undoes the latest first', async () => {
    const cleanups = new Cleanups();
    const undone: string[] = [];
    for (const name of ['a', 'b']) cleanups.add(async () => void undone.push(name));
    await cleanups.run();
    expect(undone).toEqual(['b', 'a']);
  });

  it('undoes the rest when something cannot be undone', async () => {
    const cleanups = new Cleanups();
    let isUndone = false;
    cleanups.add(async () => void (isUndone = true));
    cleanups.add(() => Promise.reject(new Error('gone')));
    await cleanups.run();
    expect(isUndone).toBe(true);
  });

  it('undoes at once what comes too late', async () => {
    const cleanups = new Cleanups();
    await cleanups.run();
    const undone = new Promise<void>((resolve) => cleanups.add(async () => resolve()));
    await expect(undone).resolves.toBeUndefined();
  });
});
