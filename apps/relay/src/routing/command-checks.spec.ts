import type { CommandPayload } from '@otto/protocol';
import { RelayWorld } from '../../test/relay-world';
import type { WorldPeer } from '../../test/world-peer';

/** What is wrong with a command, in the order in which the wire protocol wants it noticed. */
const FAULTS: readonly (readonly [string, Partial<Fault>])[] = [
  ['missing_target_node', { command: { targetNodeId: undefined } }],
  ['forbidden_action', { command: { action: 'command.run' } }],
  ['timestamp_out_of_window', { timestamp: '2020-01-01T00:00:00.000Z' }],
  ['missing_replay_nonce', { command: { replayNonce: undefined } }],
  ['acl_missing_node_grant', { isUngranted: true }],
  ['node_offline', { isOffline: true }],
  ['tab_locked', { isLocked: true }],
  ['tab_busy', { isBusy: true }],
];

interface Fault {
  command: Partial<CommandPayload>;
  timestamp: string;
  isUngranted: boolean;
  isOffline: boolean;
  isLocked: boolean;
  isBusy: boolean;
}

describe('the checks of a command', () => {
  let world: RelayWorld;
  let node: WorldPeer;
  let bob: WorldPeer;
  let ada: WorldPeer;

  beforeEach(() => {
    world = new RelayWorld();
    node = world.node('node_a', 'clt_a', 'clt_b');
    bob = world.controller('clt_b');
    ada = world.controller('clt_a', ['primitive.*', 'listener.*']);
  });

  it.each(FAULTS.map(([code], index) => [code, index] as const))(
    'answers %s before all that come later',
    (code, index) => {
      for (const [, fault] of FAULTS.slice(index)) arrange(fault);
      const faults = Object.assign({}, ...FAULTS.slice(index).map(([, fault]) => fault)) as Partial<Fault>;
      const command = Object.assign(
        {},
        ...FAULTS.slice(index).map(([, fault]) => fault.command),
      ) as Partial<CommandPayload>;
      ada.command(
        { tabSessionId: 'tab_1', ...command },
        faults.timestamp === undefined ? {} : { timestamp: faults.timestamp },
      );
      expect(ada.takeNames()).toEqual([`error ${code}`]);
    },
  );

  it.each([
    ['missing_target_node', { targetNodeId: 7 as never }],
    ['missing_action', { action: undefined }],
    ['missing_action', { action: '' }],
    ['invalid_command', { payload: [] as never }],
    ['invalid_command', { timeoutMs: 99 }],
    ['invalid_command', { timeoutMs: 600_001 }],
    ['invalid_command', { waitPolicy: 'whenever' as never }],
    ['invalid_command', { tabSessionId: 'a', payload: { tabSessionId: 'b' } }],
    ['missing_replay_nonce', { replayNonce: '' }],
    ['missing_listener_target', { action: 'listener.unsubscribe' }],
    ['listener_not_found', { action: 'listener.unsubscribe', payload: { targetRequestId: 'x' } }],
  ])('answers %s', (code, command) => {
    ada.command(command);
    expect(ada.take()).toMatchObject([{ messageType: 'error', payload: { code, stage: 'accept' } }]);
  });

  it('names in the error what the command named', () => {
    ada.command({ action: 'command.run', tabSessionId: 'tab_1' });
    expect(ada.take()).toMatchObject([
      {
        payload: {
          code: 'forbidden_action',
          action: 'command.run',
          nodeId: 'node_a',
          clientId: 'clt_a',
          tabSessionId: 'tab_1',
        },
      },
    ]);
  });

  it.each(['*', 'primitive.tab.*', 'primitive.tab.close_owned'])(
    'never let %s send an action of the relay',
    (scope) => {
      const peer = world.controller('clt_a', [scope]);
      peer.command({ action: 'primitive.tab.close_owned', payload: { controllerClientId: 'clt_b' } });
      expect(peer.takeNames()).toEqual(['error forbidden_action']);
    },
  );

  it('let an action through that only a newer node knows, where the scopes cover it', () => {
    ada.command({ action: 'primitive.new.thing' });
    expect(node.takeNames()).toEqual(['command primitive.new.thing']);
  });

  it('refuse a requestId that is in use on the session: duplicate_request_id', () => {
    ada.command({ tabSessionId: 'a' }, { requestId: 'r1' });
    ada.command({ tabSessionId: 'b' }, { requestId: 'r1' });
    expect(ada.takeNames()).toEqual(['event routed', 'error duplicate_request_id']);
    bob.command({ tabSessionId: 'c' }, { requestId: 'r1' });
    expect(bob.takeNames()).toEqual(['event routed']);
  });

  it('refuse a captured frame on a second connection of the same client: replay_rejected', () => {
    ada.command({ replayNonce: 'once' });
    const second = world.controller('clt_a');
    second.command({ replayNonce: 'once' });
    expect(second.takeNames()).toEqual(['error replay_rejected']);
    bob.command({ replayNonce: 'once' });
    expect(bob.takeNames()).toEqual(['event routed']);
  });

  it('keep to the actions that a grant is narrowed to: forbidden_action', () => {
    world.grant('clt_a', 'node_a', { scopes: ['primitive.dom.*'] });
    ada.command({ action: 'primitive.tab.open' });
    ada.command({ action: 'primitive.dom.extract_text' });
    expect(ada.takeNames()).toEqual(['error forbidden_action', 'event routed']);
  });

  it('tell the owner of a node who wanted to drive it without a grant', () => {
    world.revokeGrant('clt_a', 'node_a');
    ada.command();
    expect(node.take()).toMatchObject([
      { payload: { type: 'access_requested', clientId: 'clt_a', name: 'clt_a', description: 'of a world' } },
    ]);
  });

  it('give the node the client, and how far its grant goes', () => {
    const given = (): unknown[] => node.take().map(({ payload }) => payload.payload);
    ada.command({ payload: { __controllerClientId: 'clt_b', __grant: {}, selector: 'h1' } });
    expect(given()).toEqual([{ __controllerClientId: 'clt_a', selector: 'h1' }]);
    world.grant('clt_a', 'node_a', { sites: ['example.com'] });
    node.take();
    ada.command({ payload: {} });
    expect(given()).toEqual([{ __controllerClientId: 'clt_a', __grant: { sites: ['example.com'] } }]);
  });

  function arrange({ isUngranted, isOffline, isLocked, isBusy }: Partial<Fault>): void {
    const tab = { targetNodeId: 'node_a', tabSessionId: 'tab_1' };
    if (isLocked) bob.send('tab_lock', tab);
    if (isBusy) bob.command(tab);
    if (isOffline) node.disconnect();
    if (isUngranted) world.revokeGrant('clt_a', 'node_a');
  }
});
