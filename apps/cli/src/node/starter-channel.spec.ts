import { OttoError } from '@otto/protocol';
import type { NodePlan } from './host-messages';
import { StarterChannel } from './starter-channel';
import { FakeParent } from './testing/fake-parent';

const PLAN = { name: 'default' } as NodePlan;

describe("the supervisor's channel to its starter", () => {
  it('gives the plan, then the release with the id of the node', async () => {
    const parent = new FakeParent();
    const starter = new StarterChannel(parent);
    parent.says({ kind: 'plan', plan: PLAN });
    expect(await starter.plan).toEqual(PLAN);
    expect(starter.released.aborted).toBe(false);
    parent.says({ kind: 'release', nodeId: 'node_one' });
    expect(starter.released.aborted).toBe(true);
    expect(starter.releasedNodeId).toBe('node_one');
  });

  it('tells when the starter is gone', () => {
    const parent = new FakeParent();
    const starter = new StarterChannel(parent);
    parent.disconnect();
    expect(starter.gone.aborted).toBe(true);
  });

  it('passes failures on with code, text and remedy', () => {
    const parent = new FakeParent();
    const error = new OttoError('node_already_running', { pid: 7 });
    new StarterChannel(parent).fail(error);
    expect(parent.sent).toEqual([{ kind: 'failed', error: error.toBody() }]);
  });

  it('says nothing to a starter that is gone', () => {
    const parent = new FakeParent();
    const starter = new StarterChannel(parent);
    parent.disconnect();
    starter.send({ kind: 'status', status: { state: 'error' } });
    starter.close();
    expect(parent.sent).toEqual([]);
  });

  it('cannot be had without a starter', () => {
    expect(() => new StarterChannel(Object.assign(new FakeParent(), { connected: false }))).toThrow(
      expect.objectContaining({ code: 'invalid_usage' }),
    );
  });
});
