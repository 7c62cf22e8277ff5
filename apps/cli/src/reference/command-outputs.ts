import type {
  CommandDescriptor,
  ControllerRemoveAllAnswer,
  ControllerRemoveAnswer,
  DistilledData,
  ExtractTextData,
  ExtractionData,
  LogEntry,
  LogsStatusAnswer,
  PendingPairing,
  ScreenshotData,
} from '@otto/protocol';
import type { ConnectedNode, PairedNode } from '@otto/sdk';
import type { Shell } from '../completion/shells';
import type { Finding } from '../doctor/finding';
import type { DescribedExtension } from '../extension/describe-extension';
import type { Update } from '../extension/extension-files';
import type { SecretPlace } from '../home/client-secret';
import type { LiveListener } from '../listener/live-listeners';
import type { StreamLine } from '../listener/stream-lines';
import type { Browser } from '../node/find-browser';
import type { NodeRecord } from '../node/node-record';
import type { RelayStatus } from '../relay/relay-probe';
import type { TestLine } from '../site/site-test';
import type { EffectiveConfig } from '../settings/effective-config';
import type { SetupReport } from '../setup/setup-report';

/** A relay that runs. */
interface RunningRelay {
  status: 'started' | 'already_running';
  /** ws://host:port */
  url: string;
  pid: number;
  port: number;
  /** ms since 1970. */
  startedAt: number;
}

/** Of a command that a node has run. */
interface NodeAnswer {
  /** Found again in logs and errors. */
  requestId: string;
  warnings: readonly string[];
}

type Extracted = (ExtractionData | DistilledData | (Omit<ExtractTextData, 'text'> & { content: string })) & NodeAnswer;
type WrittenExtract = Omit<ExtractionData, 'content'> | Omit<DistilledData, 'content'> | Omit<ExtractTextData, 'text'>;

/** A file that was written. */
interface OutputFile {
  /** Absolute path. */
  file: string;
  bytes: number;
}

type ListedNode = NodeRecord & { state: 'connected' | 'not connected' | 'running' | 'stopped' };

/** What any command may print instead: why it failed. */
export interface FailureOutputs {
  error: {
    /** The same as `code`, for clients of the relay's HTTP interface. */
    error: string;
    /** Of the catalogue, or of a newer relay or node. */
    code: string;
    message: string;
    /** The one thing to do next. */
    actionableHint?: string;
    /** Of the command that failed; found again in the relay's log. */
    requestId?: string;
  };
}

/**
 * What each command prints on stdout with --json, by the words after `otto`. The JSON schemas of the reference page are
 * made from these types, and specs hold the commands to them: fields may be added, but none goes or changes its meaning.
 */
export interface CommandOutputs {
  setup: SetupReport;
  doctor: {
    /** Whether there is no problem; there may be warnings. */
    healthy: boolean;
    findings: readonly Finding[];
  };
  start: RunningRelay;
  stop: { status: 'stopped'; pid: number } | { status: 'not_running' };
  restart: RunningRelay;
  status: RelayStatus & {
    /** With --nodes. */
    nodes?: ConnectedNode[];
  };
  'node start': NodeRecord & {
    /** The supervisor. */
    pid: number;
    /** Whether it was let in just now; false when it was known to the relay. */
    paired: boolean;
  };
  'node stop': {
    /** Their names. */
    stopped: string[];
  };
  'node browser': Browser;
  'node list': { nodes: ListedNode[] };
  authcode: { pending: PendingPairing[] };
  pair: PairedNode;
  'client register': {
    clientId: string;
    name: string;
    description: string;
    /** What popups draw the controller's picture from. */
    avatarSeed?: string;
    /** ms since 1970. */
    createdAt?: number;
    /** Where its secret is kept. */
    secretPlace: 'keychain' | 'file';
    /** When it is kept in a file. */
    secretFile?: string;
  };
  'client login': { clientId: string };
  'client status': {
    clientId: string;
    /** Where the client secret comes from. */
    secret: SecretPlace | 'none';
    loggedIn: true;
    /** Connected ones that this machine may drive. */
    grantedNodes: string[];
  };
  'client forget': {
    clientId: string;
    /** Whether the relay could be told to end its tokens. */
    revoked: boolean;
  };
  'client remove':
    | (ControllerRemoveAnswer & {
        /** Whether it was the identity of this machine, which is forgotten then. */
        wasThisMachine: boolean;
      })
    | (ControllerRemoveAllAnswer & { wasThisMachine: boolean });
  revoke:
    | {
        clientId: string;
        /** False when there was nothing to end. */
        revoked: boolean;
      }
    | { nodeId: string; revoked: boolean; disconnectedSessions: number };
  config: EffectiveConfig;
  settings: {
    /** By name; null for one that is not set. */
    settings: Record<string, string | null>;
  };
  'extension info': {
    /** The one that a browser gives it. */
    id: string;
    installed: DescribedExtension;
    /** The one that came with the command. */
    shipped: { version: string; sha256: string };
    /** Whether the unpacked one is that. */
    isCurrent: boolean;
  };
  'extension update': Update;
  'extract-content': Extracted | (OutputFile & WrittenExtract & NodeAnswer);
  screenshot: OutputFile & Omit<ScreenshotData, 'contentBase64' | 'byteLength'> & NodeAnswer;
  cmd: NodeAnswer & {
    action: string;
    /** ms on the node. */
    durationMs: number;
    /** What the action returns; see actions.md. */
    data?: unknown;
  };
  'commands list': { commands: CommandDescriptor[] };
  test: TestLine;
  'listener subscribe-network': StreamLine;
  'listener unsubscribe': { requestId: string };
  'listener list': {
    /** Held by otto commands of this machine. */
    active: Omit<LiveListener, 'mark'>[];
    available: { listener: string; description: string }[];
  };
  'logs list': {
    /** The oldest first. */
    logs: LogEntry[];
  };
  'logs follow': LogEntry;
  'logs status': LogsStatusAnswer;
  'logs export': LogEntry | (OutputFile & { entries: number });
  completion: {
    shell: Shell;
    /** The command that installs it for this user. */
    install: string;
    script: string;
  };
}
