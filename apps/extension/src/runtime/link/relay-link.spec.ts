import { makeFrame, type Envelope, type TokenPair } from '@otto/protocol';
import { WebSocket } from 'ws';
import { FakeRelay } from '../testing/fake-relay';
import type { FromLink, LinkConfig } from './link-messages';
import type { LinkReport } from './link-report';
import { RelayHttp } from './relay-http';
import { RelayLink } from './relay-link';
import type { Socket } from './socket';

/** Real sockets and HTTP against a relay of this spec; waits end with what is waited for, never with time. */
class LinkUnderTest {
  readonly told: FromLink[] = [];
  readonly frames: Envelope[] = [];
  readonly link: RelayLink;
  running: string[] = [];
  #watchers: (() => void)[] = [];

  constructor() {
    this.link = new RelayLink({
      openSocket: (url) => new WebSocket(url).on('error', () => undefined) as unknown as Socket,
      http: (baseUrl) => new RelayHttp(baseUrl),
      tell: (message) => this.#note(() => this.told.push(message)),
      onFrame: (frame) => this.#note(() => this.frames.push(frame)),
      running: () => this.running,
      random: () => 0,
    });
  }

  get reports(): LinkReport[] {
    return this.told.flatMap((message) => (message.type === 'report' ? [message.report] : []));
  }

  /** The tokens that were last handed over to be stored; null when they were cleared. */
  get storedTokens(): TokenPair | null | undefined {
    return this.told.flatMap((message) => (message.type === 'tokens' ? [message.tokens] : [])).at(-1);
  }

  async until(holds: (link: this) => boolean): Promise<void> {
    while (!holds(this)) await new Promise<void>((changed) => this.#watchers.push(changed));
  }

  async reaches(phase: LinkReport['phase']): Promise<LinkReport> {
    await this.until(({ reports }) => reports.at(-1)?.phase === phase);
    return this.reports.at(-1) as LinkReport;
  }

  #note(note: () => void): void {
    note();
    for (const changed of this.#watchers.splice(0)) changed();
  }
}

describe('RelayLink', () => {
  let relay: FakeRelay;
  let node: LinkUnderTest;

  beforeEach(async () => {
    relay = await FakeRelay.start();
    node = new LinkUnderTest();
  });
  afterEach(async () => {
    node.link.configure({ nodeId: 'node_1', connect: false, capabilities: [] });
    await relay.stop();
  });

  const config = (changes: Partial<LinkConfig> = {}): LinkConfig => ({
    relayUrl: relay.url,
    nodeId: 'node_1',
    connect: true,
    capabilities: ['primitive.tab.open'],
    ...changes,
  });
  const paired = (changes: Partial<LinkConfig> = {}) => config({ tokens: relay.issue(), ...changes });
  const answer = (requestId: string): void =>
    node.link.answer(requestId, JSON.stringify(makeFrame('node', 'result', requestId, { ok: true })));
  const connect = async (): Promise<void> => {
    node.link.configure(paired());
    await node.reaches('connected');
  };

  it('does nothing without a relay URL', () => {
    node.link.configure(config({ relayUrl: undefined }));
    expect(node.reports).toEqual([{ phase: 'unconfigured' }]);
  });

  describe('pairing', () => {
    it('shows a code, collects the tokens after its approval, and connects', async () => {
      node.link.configure(config());
      expect(await node.reaches('waiting_for_approval')).toMatchObject({ code: '000-001' });
      relay.approved = true;
      await node.reaches('connected');
      expect(node.storedTokens).toEqual({ accessToken: 'access-1', refreshToken: 'refresh-1' });
      expect(node.told).toContainEqual(expect.objectContaining({ type: 'pairing', pairing: null }));
    });

    it('does not connect after the approval when the user wants to be disconnected', async () => {
      relay.approved = true;
      node.link.configure(config({ connect: false }));
      await node.reaches('disconnected');
      expect(relay.connections).toBe(0);
    });

    it('goes on with the code of an earlier run', async () => {
      node.link.configure(config({ pairing: { challengeId: 'ch_0', code: '999-999', expiresAt: 1 } }));
      expect(await node.reaches('waiting_for_approval')).toMatchObject({ code: '999-999' });
      expect(relay.calls.map(({ path }) => path)).not.toContain('/api/pairing/request');
    });

    it('shows another code when asked for one', async () => {
      node.link.configure(config());
      await node.reaches('waiting_for_approval');
      node.link.newCode();
      await node.until(({ reports }) => JSON.stringify(reports.at(-1)).includes('000-002'));
    });

    it('keeps its code when the user decides to be connected meanwhile', async () => {
      node.link.configure(config({ connect: false }));
      await node.reaches('waiting_for_approval');
      node.link.configure(config());
      relay.approved = true;
      await node.reaches('connected');
      expect(relay.challenges).toBe(1);
    });

    it('asks for one code, although the user decides to be connected while it does', async () => {
      relay.onCall = (path) => {
        if (path === '/api/pairing/request') node.link.configure(config());
      };
      node.link.configure(config({ connect: false }));
      relay.approved = true;
      await node.reaches('connected');
      expect(relay.challenges).toBe(1);
    });

    it('does not connect when the user decides against it while the code is asked for', async () => {
      node.link.configure(config());
      node.link.configure(config({ connect: false }));
      relay.approved = true;
      await node.reaches('disconnected');
      expect(relay.connections).toBe(0);
    });
  });

  describe('renewing tokens before their time', () => {
    const renewed = () => node.told.find(({ type }) => type === 'renewed' || type === 'not_renewed');

    it('gives the new ones, also to be stored, while the node is disconnected', async () => {
      node.link.configure(paired({ connect: false }));
      await node.link.renew();
      const tokens = { accessToken: 'access-2', refreshToken: 'refresh-2' };
      expect(renewed()).toEqual({ type: 'renewed', relayUrl: relay.url, tokens });
      expect(node.storedTokens).toEqual(tokens);
    });

    it('tells nobody the tokens of the relay that the node has got meanwhile', async () => {
      relay.answers.set('/api/auth/refresh', 'silence');
      node.link.configure(paired({ connect: false }));
      const asked = new Promise<void>((resolve) => (relay.onCall = () => resolve()));
      const renewing = node.link.renew();
      await asked;
      node.link.configure(paired({ connect: false, relayUrl: 'ws://127.0.0.1:1' }));
      await renewing;
      expect(renewed()).toMatchObject({ type: 'not_renewed', error: { code: 'unauthenticated' } });
    });

    it('says why there are none', async () => {
      await node.link.renew();
      expect(renewed()).toMatchObject({ error: { code: 'unauthenticated' } });
      node.told.length = 0;
      node.link.configure(config({ connect: false, tokens: { accessToken: 'a', refreshToken: 'void' } }));
      await node.link.renew();
      expect(renewed()).toMatchObject({ error: { code: 'invalid_refresh_token' } });
    });
  });

  it('names what the relay cannot do, and is connected all the same', async () => {
    relay.answers.set('hello', { accepted: true, relayVersion: '0.0.1', capabilities: ['primitive.tab.open'] });
    node.link.configure(paired());
    expect(await node.reaches('connected')).toMatchObject({
      missing: expect.arrayContaining([{ lackedBy: 'relay', what: 'controller.access' }]),
    });
  });

  describe('connecting', () => {
    it('says hello with what the node can do, then proves who it is', async () => {
      await connect();
      const hello = await relay.next('hello');
      expect(hello.frame.senderRole).toBe('node');
      expect(hello.frame.payload).toEqual({ role: 'node', nodeId: 'node_1', capabilities: ['primitive.tab.open'] });
      expect((await relay.next('auth')).frame.payload).toEqual({ accessToken: 'access-1' });
    });

    it('hands commands on, and answers a ping itself', async () => {
      await connect();
      relay.send(makeFrame('relay', 'ping', 'ping-1', { ts: 5 }));
      relay.send(makeFrame('controller', 'command', 'req-1', { action: 'primitive.tab.query' }));
      expect((await relay.next('pong')).frame).toMatchObject({ requestId: 'ping-1', payload: { ok: true, ts: 5 } });
      await node.until(({ frames }) => frames.length > 0);
      expect(node.frames.map(({ requestId }) => requestId)).toEqual(['req-1']);
    });

    it('renews its tokens over HTTP when the access token is too old, and stores the new ones', async () => {
      const { refreshToken } = relay.issue();
      node.link.configure(config({ tokens: { accessToken: 'too-old', refreshToken } }));
      await node.reaches('connected');
      expect(node.storedTokens).toEqual({ accessToken: 'access-2', refreshToken: 'refresh-2' });
    });

    it('drops its tokens and pairs again when the relay refuses to renew them', async () => {
      node.link.configure(config({ tokens: { accessToken: 'void', refreshToken: 'void' } }));
      await node.reaches('waiting_for_approval');
      expect(node.storedTokens).toBeNull();
    });

    it('keeps its tokens when the relay cannot tell whether they hold', async () => {
      relay.answers.set('/api/auth/refresh', 'storage_unavailable');
      node.link.configure(config({ tokens: { accessToken: 'too-old', refreshToken: 'r' } }));
      await node.until(({ reports }) => reports.at(-1)?.error?.code === 'storage_unavailable');
      expect(node.reports.at(-1)?.phase).toBe('connecting');
      expect(node.storedTokens).toBeUndefined();
    });

    it('tells of a relay that speaks another protocol', async () => {
      relay.answers.set('hello', 'unsupported_protocol_version');
      node.link.configure(paired());
      await node.until(({ reports }) => reports.at(-1)?.error?.code === 'unsupported_protocol_version');
    });

    it('closes its connection when the user disconnects', async () => {
      await connect();
      const { socket } = await relay.next('hello');
      const closed = new Promise((resolve) => socket.once('close', resolve));
      node.link.configure(config({ connect: false }));
      await closed;
      expect(node.reports.at(-1)).toEqual({ phase: 'disconnected' });
    });

    it('leaves a relay for another one without taking its tokens along', async () => {
      const other = await FakeRelay.start();
      await connect();
      const { socket } = await relay.next('hello');
      const closed = new Promise((resolve) => socket.once('close', resolve));
      node.link.configure(config({ relayUrl: other.url }));
      await node.reaches('waiting_for_approval');
      expect(other.calls[0]).toEqual({ path: '/api/pairing/request', body: { nodeId: 'node_1' } });
      await closed;
      node.link.configure(config({ relayUrl: undefined }));
      await other.stop();
    });
  });

  describe('losing the connection', () => {
    it('is back by itself after a relay that was killed and started again', async () => {
      await connect();
      const { port, issued } = relay;
      await relay.stop();
      await node.until(({ reports }) => reports.at(-1)?.error?.code === 'relay_unreachable');
      relay = await FakeRelay.start(port);
      relay.issued = issued;
      await node.reaches('connected');
    });

    it('sends terminal frames that found no connection once it is back, and nothing else', async () => {
      await connect();
      relay.closeAll(1001);
      await node.reaches('connecting');
      await node.link.pass([JSON.stringify(makeFrame('node', 'event', 'update', {}))]);
      answer('req-1');
      expect((await relay.next('result')).frame.requestId).toBe('req-1');
      const pong = relay.next('pong');
      relay.send(makeFrame('relay', 'ping', 'ping-1', {}));
      await pong;
      await expect(Promise.race([relay.next('event'), Promise.resolve('no event')])).resolves.toBe('no event');
    });

    describe('without the relay noticing', () => {
      const RESUMES = {
        accepted: true,
        heartbeatIntervalMs: 20_000,
        relayVersion: '0.1.0',
        capabilities: ['commands.resume'],
      };

      it('names what it has not answered for sure, and sends again what the relay still waits for', async () => {
        relay.answers.set('hello', RESUMES);
        await connect();
        expect((await relay.next('auth')).frame.payload.resume).toEqual([]);
        for (const requestId of ['arrived', 'lost']) answer(requestId);
        node.running = ['running'];
        await relay.next('result');
        await relay.next('result');
        relay.closeAll(1001);
        expect((await relay.next('auth')).frame.payload.resume).toEqual(['running', 'arrived', 'lost']);
        await node.reaches('connected');
        relay.send(makeFrame('relay', 'event', 'r1', { type: 'commands_resumed', requestIds: ['running', 'lost'] }));
        expect((await relay.next('result')).frame.requestId).toBe('lost');
        answer('running');
        expect((await relay.next('result')).frame.requestId).toBe('running');
        expect(node.frames).toEqual([]);
      });

      it('names nothing to a relay that does not know of that', async () => {
        await connect();
        expect((await relay.next('auth')).frame.payload).not.toHaveProperty('resume');
      });

      it('shows nothing of it to another relay', async () => {
        await connect();
        relay.closeAll(1001);
        await node.reaches('connecting');
        answer('private');
        const other = await FakeRelay.start();
        other.answers.set('hello', RESUMES);
        node.link.configure(config({ relayUrl: other.url, tokens: other.issue() }));
        expect((await other.next('auth')).frame.payload.resume).toEqual([]);
        answer('next');
        expect((await other.next('result')).frame.requestId).toBe('next');
        node.link.configure(config({ relayUrl: undefined }));
        await other.stop();
      });
    });

    it('stays away when another session of the node has replaced it, until the user wants it back', async () => {
      await connect();
      relay.closeAll(4409);
      expect(await node.reaches('halted')).toMatchObject({ error: { code: 'node_replaced' } });
      node.link.retry();
      await node.reaches('connected');
    });

    it('pairs again after it was revoked', async () => {
      await connect();
      relay.issued = 99;
      relay.closeAll(4403);
      await node.reaches('waiting_for_approval');
      expect(node.storedTokens).toBeNull();
    });

    it('goes on when only its session was revoked and its tokens still hold', async () => {
      await connect();
      relay.closeAll(4403);
      await node.reaches('connecting');
      await node.reaches('connected');
      expect(node.storedTokens).toEqual({ accessToken: 'access-2', refreshToken: 'refresh-2' });
    });

    it('does not wait for its turn when the user wants to be connected now', async () => {
      const { port, issued } = relay;
      node.link.configure(paired());
      await relay.stop();
      await node.until(({ reports }) => reports.at(-1)?.error?.code === 'relay_unreachable');
      relay = await FakeRelay.start(port);
      relay.issued = issued + 1;
      node.link.retry();
      await node.reaches('connected');
    });
  });

  it('says again where it is for a worker that has just started, and changes nothing', async () => {
    await connect();
    const before = node.reports.length;
    node.link.configure(config());
    expect(node.reports.slice(before)).toEqual([
      { phase: 'connected', relayVersion: '0.1.0', connectionId: expect.any(String) },
    ]);
    expect(relay.connections).toBe(1);
  });
});
