import { makeFrame, type Envelope, type MessageType, type PeerRole } from '@otto/protocol';

/** What the frames of a corpus are about, so that a relay takes most of them seriously. */
export interface CorpusFacts {
  readonly nodeId: string;
  readonly accessToken: string;
  /** ms since 1970, by the relay's clock. */
  readonly now: number;
  /** The requestId of a command that is or was under way. */
  readonly about: string;
  /** Makes requestIds and nonces that were never used before. */
  readonly serial: number;
}

type Template = readonly [messageType: MessageType, payload: (facts: CorpusFacts) => object];

const nonce = ({ serial }: CorpusFacts): string => `nonce_${serial}`;
const command =
  (action: string, payload: object, more: object = {}) =>
  (facts: CorpusFacts): object => ({
    targetNodeId: facts.nodeId,
    action,
    payload,
    replayNonce: nonce(facts),
    timeoutMs: 1000,
    ...more,
  });

const ANY_PEER: readonly Template[] = [
  ['auth', ({ accessToken }) => ({ accessToken })],
  ['refresh', () => ({ refreshToken: 'rt_of.nobody' })],
  ['ping', () => ({ ts: 1.5 })],
  ['pong', () => ({ ok: true })],
];

const TEMPLATES: Readonly<Record<PeerRole, readonly Template[]>> = {
  controller: [
    ...ANY_PEER,
    ['hello', () => ({ role: 'controller', capabilities: ['streams'] })],
    ['command', command('primitive.tab.query', {})],
    ['command', command('primitive.dom.extract_text', { selector: 'main > p' }, { tabSessionId: 'tab_a' })],
    ['command', command('primitive.dom.click', { tabSessionId: 'tab_a' }, { waitPolicy: 'wait_with_timeout' })],
    ['command', command('command.test', { command: 'site.thing', __grant: {} }, { idempotencyKey: 'once' })],
    ['command', command('listener.subscribe', { listener: 'network.http_intercept', options: {} })],
    ['command', (facts) => command('listener.unsubscribe', { targetRequestId: facts.about })(facts)],
    ['command_cancel', ({ about }) => ({ targetRequestId: about })],
    [
      'tab_lock',
      ({ nodeId }) => ({
        targetNodeId: nodeId,
        tabSessionId: 'tab_a',
        lockLeaseMs: 50,
        waitPolicy: 'fail_fast',
        timeoutMs: 100,
      }),
    ],
    ['tab_unlock', ({ nodeId }) => ({ targetNodeId: nodeId, tabSessionId: 'tab_a' })],
    ['event', () => ({ type: 'logs_subscribe', source: 'all', level: 'error', nodeId: 'node_a', requestId: 'r' })],
  ],
  node: [
    ...ANY_PEER,
    ['hello', ({ nodeId }) => ({ role: 'node', nodeId, capabilities: ['primitive.tab.query'] })],
    [
      'result',
      () => ({ ok: true, durationMs: 1, action: 'primitive.tab.query', data: [], commandOutcome: 'completed' }),
    ],
    ['error', () => ({ category: 'execution', code: 'navigation_failed', message: 'no', retryable: false })],
    ['event', () => ({ type: 'listener_update', data: { text: 'x' }, updateType: 'http', emittedAt: 1 })],
    ['event', () => ({ type: 'extension_log', entry: { level: 'info', type: 'started', data: { token: 'x' } } })],
  ],
};

/** How many templates a role has. */
export function corpusSize(role: PeerRole): number {
  return TEMPLATES[role].length;
}

/** What a node sends belongs to what it was sent. */
const ANSWERS: readonly MessageType[] = ['result', 'error', 'event'];

/** One real frame; `template` may be any whole number. */
export function corpusFrame(role: PeerRole, template: number, facts: CorpusFacts): Envelope<object> {
  const templates = TEMPLATES[role];
  const [messageType, payload] = templates[template % templates.length] ?? (templates[0] as Template);
  const { serial, now, about } = facts;
  const requestId = role === 'node' && ANSWERS.includes(messageType) ? about : `request_${serial}`;
  return makeFrame(role, messageType, requestId, payload(facts), { traceId: `trace_${serial}`, now });
}
