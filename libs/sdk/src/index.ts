export {
  OttoError,
  type ActionData,
  type ActionName,
  type ActionPayload,
  type CommandDescriptor,
  type DistilledData,
  type DomainObject,
  type ErrorCode,
  type ErrorDetails,
  type ExtractTextData,
  type ExtractionData,
  type ListenerName,
  type ListenerOptions,
  type ListenerUpdate,
  type LogEntry,
  type LogsStatusAnswer,
  type ManagedTab,
  type NetworkUpdate,
  type PendingPairing,
  type ScreenshotData,
  type TokenPair,
  type WaitPolicy,
} from '@otto/protocol';
export type { Clients, RegisterOptions, RemoveOptions } from './clients';
export type { CommandResult } from './commands/command-result';
export type { CommandOptions } from './commands/command-run';
export type { Commands, ListOptions, SiteCommand } from './commands/commands';
export type { TestOptions, TestResult } from './commands/site-test';
export type { Stream, StreamEvents } from './commands/stream';
export { fetchTransport, type HttpAnswer, type HttpRequest, type HttpTransport } from './http/http-transport';
export { RelayApi, type CallOptions, type RelayApiOptions } from './http/relay-api';
export type { ForeignListener, Listeners, NamedListener, UnsubscribeOptions } from './listeners/listeners';
export type { Subscription, SubscriptionOptions } from './listeners/subscription';
export type { Gap, SubscriptionEvents, Update } from './listeners/update';
export type { Lease, LeasedTab } from './locks/lease';
export type { AcquireOptions, Locks } from './locks/locks';
export type { LogFilter, LogQuery } from './logs/log-filter';
export type { FollowEvents, FollowOptions, LogFollow } from './logs/log-follow';
export type { Logs, LogsOptions } from './logs/logs';
export type { ConnectedNode, Nodes } from './nodes';
export { OttoClient, type OttoClientEvents, type OttoClientOptions } from './otto-client';
export type { ApproveOptions, PairedNode, Pairing } from './pairing';
export { relayAddress, type RelayAddress } from './relay-address';
export type { ConnectionState } from './session/connection';
export type { WebSocketConstructor, WebSocketLike } from './session/web-socket';
export type { Tab, TabCommandOptions } from './tabs/tab';
export type { OpenOptions, Tabs } from './tabs/tabs';
export { readTokenLife, type TokenLife } from './tokens/access-token';
export type { Clock } from './tokens/token-keeper';
