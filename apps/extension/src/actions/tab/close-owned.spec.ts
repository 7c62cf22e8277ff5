import { ActionLab } from '../../runtime/testing/action-lab';
import { closeOwnedTabs } from './close-owned';
import { openTab } from './open';

describe('primitive.tab.close_owned', () => {
  it('closes the tabs of a client that is gone, except those that it wanted to stay', async () => {
    const lab = await ActionLab.open([openTab, closeOwnedTabs]);
    for (const retain of [false, true]) {
      await lab.run({ action: openTab.name, payload: { url: 'http://site', retain } });
    }
    const command = { action: closeOwnedTabs.name, payload: { controllerClientId: 'clt_1' } };
    expect((await lab.run(command, 'relay')).payload.data).toEqual({
      closedCount: 1,
      missingCount: 0,
      totalOwnedSessions: 2,
    });
  });

  it('is refused from a controller', async () => {
    const lab = await ActionLab.open([closeOwnedTabs]);
    const command = { action: closeOwnedTabs.name, payload: { controllerClientId: 'clt_1' } };
    expect((await lab.run(command)).payload.code).toBe('forbidden_action');
  });
});
