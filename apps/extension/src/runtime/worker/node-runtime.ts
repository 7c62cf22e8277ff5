import { isRecord, type ActionName, type Envelope } from '@otto/protocol';
import type { AnyAction } from '../../actions/action';
import type { SiteBundle } from '../../commands/site-bundle';
import type { Subscriptions } from '../../listeners/subscriptions';
import { CommandExecutor } from '../commands/command-executor';
import { ReplayLedger } from '../commands/replay-ledger';
import type { DebuggerPort } from '../debugger/debugger-port';
import { DebuggerSessions } from '../debugger/debugger-sessions';
import type { KeyValueStore } from '../key-value-store';
import type { FromLink } from '../link/link-messages';
import type { LinkReport } from '../link/link-report';
import { RelayHttp } from '../link/relay-http';
import { describeNode, type NodeStatus } from '../node-status';
import type { BrowserTabs } from '../tabs/browser-tabs';
import { AccessDesk } from './access-desk';
import { IdentityStore, type Identity } from './identity';
import { LinkHost, type LinkPort, type OffscreenDocument } from './link-host';
import { NodeEvents } from './node-events';
import { restoreServices } from './node-services';
import { StatusPublisher, type Badge } from './status-publisher';
import { TokenRenewal } from './token-renewal';

export interface RuntimeOptions {
  readonly actions: readonly AnyAction[];
  /** For the stream adapters of its listeners. */
  readonly bundles: readonly SiteBundle[];
  readonly validate: (action: ActionName, payload: unknown) => void;
  readonly browser: BrowserTabs;
  readonly debugger: DebuggerPort;
  /** chrome.storage.local */
  readonly local: KeyValueStore;
  /** chrome.storage.session */
  readonly session: KeyValueStore;
  readonly document: OffscreenDocument;
  readonly badge: Badge;
}

/** One life of the service worker. Everything that has to outlive it is in storage or in the offscreen document. */
export class NodeRuntime {
  readonly identity: IdentityStore;
  readonly link: LinkHost;
  readonly access: AccessDesk;
  readonly #renewal = new TokenRenewal(() => this.link.tell({ type: 'renew' }));
  readonly #options: RuntimeOptions;
  readonly #debuggers: DebuggerSessions;
  readonly #status: StatusPublisher;
  readonly #events: NodeEvents;
  readonly #ready: Promise<void>;
  #known: Identity | undefined;
  #executor: CommandExecutor | undefined;
  #subscriptions: Subscriptions | undefined;
  #report: LinkReport | undefined;

  constructor(options: RuntimeOptions) {
    this.#options = options;
    this.#debuggers = new DebuggerSessions(options.debugger);
    this.identity = new IdentityStore(options.local);
    this.link = new LinkHost(
      options.document,
      (message) => this.#hear(message),
      () => this.#lost(),
    );
    this.#events = new NodeEvents((message) => this.link.tell(message));
    this.access = new AccessDesk({
      store: options.session,
      identity: this.identity,
      http: (baseUrl) => new RelayHttp(baseUrl),
      renewTokens: (relayUrl) => this.#renewal.renew(relayUrl),
      onChange: () => this.#publish(),
    });
    this.#status = new StatusPublisher(options.session, options.badge, () => this.#describe());
    this.#ready = this.#restore();
  }

  /** Resolves when what the last life left behind is known and the offscreen document is there; may be called again. */
  async start(): Promise<void> {
    await Promise.all([this.#ready, this.link.ensure()]);
    if (this.#known?.relayUrl === undefined) this.#status.publish();
  }

  /** The offscreen document has opened its line. */
  attach(port: LinkPort): void {
    this.link.attach(port);
    void this.#ready.then(() => this.#configureLink());
  }

  /** Storage has changed, by this worker or from outside. */
  async identityChanged(): Promise<void> {
    await this.#ready;
    const before = this.#known;
    this.#known = await this.identity.read();
    const { nodeId, relayUrl } = this.#known;
    if (nodeId !== before?.nodeId || relayUrl !== before.relayUrl) this.access.clear();
    this.#events.wantLog(this.#known.logStream);
    this.#configureLink();
    if (this.#known.relayUrl === undefined) this.#report = undefined;
    this.#publish();
  }

  /** Something has failed that nobody waited for. */
  broke(thrown: unknown): void {
    this.#events.log.broke(thrown);
  }

  /** Ends a running command for the user; its controller gets the outcome cancelled. */
  stopCommand(requestId: string): void {
    this.#executor?.stop(requestId);
  }

  /** Ends a listener for the user; its subscriber is told. */
  stopListener(requestId: string): void {
    this.#subscriptions?.stop(requestId);
  }

  async #restore(): Promise<void> {
    const { session, browser, bundles, actions, validate } = this.#options;
    const [identity, services, ledger] = await Promise.all([
      this.identity.read(),
      restoreServices({
        browser,
        bundles,
        store: session,
        debuggers: this.#debuggers,
        updates: this.#events.updates,
        onNeeded: (wanted) => {
          this.link.tell({ type: 'stay', wanted });
          this.#status.publishSoon();
        },
        observer: this.#events.log,
      }),
      ReplayLedger.restore(session),
      this.access.restore(),
    ]);
    this.#known = identity;
    this.#subscriptions = services.subscriptions;
    this.#events.feed(services.subscriptions);
    this.#events.wantLog(identity.logStream);
    this.#executor = new CommandExecutor({
      nodeId: () => this.#known?.nodeId ?? identity.nodeId,
      findAction: (name) => actions.find((action) => action.name === name),
      validate,
      services,
      ledger,
      answer: (requestId, text, outcome) => {
        const confirm = this.#events.answering(requestId, outcome);
        this.link.tell({ type: 'answer', requestId, text, ...(confirm && { confirm }) });
      },
      onRunning: () => this.#status.publishSoon(),
      observer: this.#events.log,
    });
    // No command waits for this: tabs are looked at again when they are used.
    void services.tabs.reconcile();
  }

  #hear(message: FromLink): void {
    switch (message.type) {
      case 'report':
        this.#report = message.report;
        this.#linked(message.report);
        return this.#publish();
      case 'frame':
        return this.#receive(message.frame, message.receivedAt);
      case 'answered':
        return this.#events.answered(message.requestId);
      case 'events_passed':
        return this.#events.passed(message.batch);
      case 'tokens':
        return void this.identity.keepTokens(message.relayUrl, message.tokens);
      case 'pairing':
        return void this.identity.keepPairing(message.relayUrl, message.pairing);
      case 'renewed':
      case 'not_renewed':
        return this.#renewal.answered(message);
      case 'keepalive':
        return;
    }
  }

  #receive(frame: Envelope, receivedAt: number): void {
    // Only the first frames of a life wait; after that the order of frames is that of their arrival without more ado.
    if (this.#executor === undefined) void this.#ready.then(() => this.#receive(frame, receivedAt));
    else if (frame.messageType === 'command') this.#executor.accept(frame, receivedAt);
    else if (frame.messageType === 'command_cancel' && isRecord(frame.payload)) {
      this.#executor.cancel(String(frame.payload.targetRequestId));
    } else if (isAccessRequest(frame)) void this.access.asked(frame.payload);
    else if (frame.messageType === 'error') this.#events.refused(frame);
  }

  /** In order with the frames that come through that connection. */
  #linked(report: LinkReport | undefined): void {
    if (this.#executor === undefined) return void this.#ready.then(() => this.#linked(report));
    this.#events.linked(report);
    if (report?.phase === 'connected') void this.access.connected(report.connectionId);
  }

  /** The document is gone; the next one pairs or connects from where the stored identity says. */
  #lost(): void {
    this.#report = undefined;
    this.#linked(undefined);
    this.#status.publish();
  }

  #configureLink(): void {
    if (this.#known === undefined) return;
    const capabilities = this.#options.actions.map(({ name }) => name);
    const { nodeId, relayUrl, connect, tokens, pairing } = this.#known;
    this.link.tell({ type: 'configure', config: { nodeId, relayUrl, connect, tokens, pairing, capabilities } });
  }

  /** Not before the link has said where it is: what the last life published is truer than a guess. */
  #publish(): void {
    if (this.#report !== undefined || this.#known?.relayUrl === undefined) this.#status.publish();
  }

  #describe(): NodeStatus {
    const { nodeId = '', relayUrl } = this.#known ?? {};
    return describeNode({
      nodeId,
      relayUrl,
      link: this.#report,
      running: this.#executor?.running ?? [],
      listeners: this.#subscriptions?.running ?? [],
      requests: this.access.requests,
    });
  }
}

function isAccessRequest(frame: Envelope): frame is Envelope<Record<string, unknown>> {
  return frame.messageType === 'event' && isRecord(frame.payload) && frame.payload.type === 'access_requested';
}
