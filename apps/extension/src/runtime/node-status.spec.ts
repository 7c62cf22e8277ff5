import { OttoError } from '@otto/protocol';
import type { LinkReport } from './link/link-report';
import { describeNode, isConnected, offersAccess, showError, type NodeState } from './node-status';

const facts = { nodeId: 'node_1', relayUrl: 'ws://relay', running: [] };
const error = showError(new OttoError('relay_unreachable', { relayUrl: 'ws://relay' }));

const PART = { lackedBy: 'relay', what: 'controller.access' } as const;

describe('describeNode', () => {
  const reports: [LinkReport | undefined, NodeState][] = [
    [undefined, 'authenticated_connecting'],
    [{ phase: 'requesting_code' }, 'requesting_pairing_code'],
    [{ phase: 'waiting_for_approval', code: '123-456', expiresAt: 5 }, 'waiting_for_pair_approval'],
    [{ phase: 'disconnected' }, 'authenticated_disconnected'],
    [{ phase: 'connecting', error }, 'authenticated_connecting'],
    [{ phase: 'connected', relayVersion: '0.1.0', connectionId: 'c1' }, 'authenticated_connected'],
    [{ phase: 'connected', relayVersion: '0.1.0', connectionId: 'c1', missing: [PART] }, 'version_mismatch'],
    [{ phase: 'halted', error: showError(new OttoError('node_replaced')) }, 'error'],
    [
      { phase: 'connecting', error: showError(new OttoError('unsupported_protocol_version', { version: '2.0' })) },
      'version_mismatch',
    ],
  ];
  it.each(reports)('tells %j as %s', (link, state) => {
    expect(describeNode({ ...facts, link }).state).toBe(state);
  });

  it('needs a relay URL first', () => {
    const status = describeNode({ ...facts, relayUrl: undefined, link: { phase: 'unconfigured' } });
    expect(status).toEqual({ state: 'needs_relay_url', nodeId: 'node_1' });
  });

  it('shows the code while it waits for approval, and no longer', () => {
    const link: LinkReport = { phase: 'waiting_for_approval', code: '123-456', expiresAt: 5, error };
    expect(describeNode({ ...facts, link })).toMatchObject({ code: '123-456', codeExpiresAt: 5, error });
    expect(describeNode({ ...facts, link: { phase: 'requesting_code' } })).not.toHaveProperty('code');
  });

  it('names what is missing while the rest works', () => {
    const status = describeNode({
      ...facts,
      link: { phase: 'connected', relayVersion: '0.1.0', connectionId: 'c1', missing: [PART] },
    });
    expect(status.missing).toEqual([PART]);
    expect([isConnected(status), offersAccess(status)]).toEqual([true, false]);
    expect(isConnected({ state: 'version_mismatch' })).toBe(false);
  });

  it('shows how many ask for access, if any', () => {
    expect(describeNode({ ...facts, requests: 2 }).requests).toBe(2);
    expect(describeNode(facts)).not.toHaveProperty('requests');
  });

  it('shows what is running, if anything', () => {
    const running = [{ requestId: 'req-1', action: 'command.run', startedAt: 1 }];
    expect(describeNode({ ...facts, running }).running).toEqual(running);
    expect(describeNode(facts)).not.toHaveProperty('running');
  });
});
