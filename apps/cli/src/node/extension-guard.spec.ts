import { ExtensionGuard } from './extension-guard';
import { FakeDevTools, OFFSCREEN } from './testing/fake-devtools';

describe('what looks after the extension', () => {
  let devTools: FakeDevTools;
  let log: string[];
  let reloads: number;
  /** What loading the extension anew does. */
  let onReload: () => void;
  let stop: AbortController;
  let keeping: Promise<void>;

  beforeEach(() => {
    devTools = new FakeDevTools([OFFSCREEN]);
    log = [];
    reloads = 0;
    onReload = () => (devTools.targets = [OFFSCREEN]);
    stop = new AbortController();
    const reload = (): Promise<void> => {
      reloads++;
      onReload();
      return Promise.resolve();
    };
    const { connection } = devTools;
    keeping = new ExtensionGuard({ connection, reload, log: (line) => log.push(line), backWithinMs: 0 }).keep(
      stop.signal,
    );
  });
  afterEach(async () => {
    stop.abort();
    await keeping.catch(() => undefined);
    expect(devTools.listeners).toBe(0);
  });

  const lose = (): void => {
    devTools.targets = [];
    devTools.tell('Target.targetDestroyed');
  };

  it('loads it anew when it has crashed, and says so', async () => {
    await devTools.asked(1);
    lose();
    // When it was told of the end, before it is loaded and afterwards, and to go on watching.
    await devTools.asked(5);
    expect(reloads).toBe(1);
    expect(log).toEqual(['the extension has crashed; it is loaded anew', 'the extension runs again']);
  });

  it('lets it bring its document back by itself', async () => {
    await devTools.asked(1);
    lose();
    await devTools.asked(2);
    devTools.targets = [OFFSCREEN];
    await devTools.asked(4);
    expect(reloads).toBe(0);
    expect(log).toEqual([]);
  });

  it('gives up on one that does not come back', async () => {
    onReload = () => undefined;
    await devTools.asked(1);
    lose();
    await expect(keeping).rejects.toThrow('did not come back');
    expect(reloads).toBe(3);
  });

  it('ends when it is told to', async () => {
    stop.abort();
    await expect(keeping).resolves.toBeUndefined();
  });
});
