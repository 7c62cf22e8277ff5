import type { Subscription } from '@otto/sdk';
import type { Invocation } from '../invocation';
import type { Output } from '../output/output';
import type { RelayLocation } from '../relay/relay-location';
import { ListenerHold } from './listener-hold';
import type { LiveListener, LiveListeners } from './live-listeners';

type Restored = (value: { readonly requestId: string }) => void;

/** Records on a disk that takes its time to write. */
class SlowRecords implements Pick<LiveListeners, 'keep' | 'remove'> {
  readonly done: string[] = [];

  async keep({ requestId }: LiveListener): Promise<void> {
    await new Promise(setImmediate);
    this.done.push(`kept ${requestId}`);
  }

  remove(): Promise<void> {
    this.done.push('removed');
    return Promise.resolve();
  }
}

it('leaves no record behind, although it is renewed when the run ends', async () => {
  const records = new SlowRecords();
  let restore: Restored = () => undefined;
  const subscription = {
    requestId: 'req_1',
    nodeId: 'node_a',
    listener: 'network.http_intercept',
    on: (_: string, listener: Restored) => {
      restore = listener;
      return () => undefined;
    },
  };
  const hold = new ListenerHold(
    records as unknown as LiveListeners,
    { address: () => Promise.resolve({ webSocketUrl: 'ws://127.0.0.1:1' }) } as RelayLocation,
    {} as Invocation,
    { note: () => undefined } as unknown as Output,
  );
  const options = { site: 'reddit.com', tabSession: 'ts_1' };
  await hold.during(subscription as unknown as Subscription<never>, options, () => {
    restore({ requestId: 'req_2' });
    return Promise.resolve();
  });
  expect(records.done).toEqual(['kept req_1', 'kept req_2', 'removed']);
});
