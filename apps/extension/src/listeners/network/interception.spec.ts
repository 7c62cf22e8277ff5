import { interceptNetwork, type NetworkInterception } from './interception';
import { SITE, TAB, TrafficLab } from './testing/traffic-lab';

const forever = new AbortController().signal;

describe('the interception of a command', () => {
  let lab: TrafficLab;
  let interception: NetworkInterception;

  beforeEach(async () => {
    lab = new TrafficLab();
    interception = await interceptNetwork(lab.traffic, { ...TAB, site: SITE }, { includeBody: false }, forever);
  });

  it('gives what has come since the last time', async () => {
    lab.respond();
    lab.respond();
    await lab.settle();
    expect(interception.takeUpdates()).toHaveLength(2);
    expect(interception.takeUpdates()).toEqual([]);
  });

  it('gives the next update when it comes', async () => {
    const next = interception.next(forever);
    lab.respond();
    expect((await next)?.data.url).toBe(`https://${SITE}/api`);
  });

  it('waits no longer than it is wanted', async () => {
    const abort = new AbortController();
    const next = interception.next(abort.signal);
    abort.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
  });

  it('ends with what it had', async () => {
    lab.respond();
    await lab.settle();
    const waiting = interception.next(forever);
    await interception.stop();
    expect(await waiting).toBeDefined();
    expect(await interception.next(forever)).toBeUndefined();
    expect(lab.browser.attached.size).toBe(0);
  });

  it('tells that it was detached, and then nothing more', async () => {
    lab.browser.takeAway(TAB.tabId, 'target_closed');
    expect((await interception.next(forever))?.updateType).toBe('network.detached');
    expect(await interception.next(forever)).toBeUndefined();
    await interception.stop();
  });

  it('keeps only so much, and tells how much is missing', async () => {
    const fail = (): void => lab.fail({ requestId: lab.ask(), errorText: 'x' });
    for (let i = 0; i < 1005; i++) fail();
    const updates = interception.takeUpdates();
    expect(updates).toHaveLength(1001);
    expect(updates.slice(-2).map(({ data }) => data.error)).toEqual(['x', 'updates_dropped: 5']);
    expect(interception.takeUpdates()).toEqual([]);
  });

  it('tells that it was detached even when it can take no more', async () => {
    for (let i = 0; i < 1001; i++) lab.fail({ requestId: lab.ask(), errorText: 'x' });
    lab.browser.takeAway(TAB.tabId, 'target_closed');
    expect(interception.takeUpdates().at(-1)?.updateType).toBe('network.detached');
  });

  it('takes the options of the listener, and refuses what that would refuse', async () => {
    const start = (options: object): Promise<unknown> =>
      interceptNetwork(lab.traffic, { ...TAB, site: SITE }, options, forever);
    await expect(start({ mode: 'psychic' })).rejects.toMatchObject({ code: 'invalid_listener_mode' });
    await expect(start({ urlPatterns: ['/api'] })).rejects.toMatchObject({ code: 'invalid_listener_url_patterns' });
  });
});
