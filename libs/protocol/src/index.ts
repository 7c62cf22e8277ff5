export { ACTIONS, findAction, type ActionDefinition, type ActionName } from './actions';
export {
  EXTRACTION_MODES,
  type ActionData,
  type ActionPayload,
  type ActionTypes,
  type CommandDescriptor,
  type DistilledData,
  type ExtractTextData,
  type ExtractionData,
  type ExtractionMode,
  type InputField,
  type InputFieldType,
  type ListenerSubscribeData,
  type ListenerUnsubscribeData,
  type ManagedTab,
  type ScreenshotData,
  type TabCloseOwnedData,
  type TabNavigateData,
  type TabOpenData,
  type TabQueryData,
  type TimeoutPolicy,
} from './action-types';
export { CLOSE_CODES, mayReconnect, type CloseReason } from './close-codes';
export type * from './content';
export type { DistillMode, DistillPayload } from './dto/extraction-payloads.dto';
export type { ImageFormat, ScreenshotMode } from './dto/screenshot-payload.dto';
export type { AuthMode } from './dto/site-command-payloads.dto';
export type { TabNavigatePayload, TabOpenPayload, WaitUntil } from './dto/tab-payloads.dto';
export type {
  CommandCancelPayload,
  CommandPayload,
  TabLockPayload,
  TabUnlockPayload,
  WaitPolicy,
} from './dto/command.dto';
export type {
  ControllerAccessAnswer,
  ControllerAccessBody,
  ControllerAccessEntry,
  ControllerAccessListAnswer,
} from './dto/access.dto';
export type {
  ControllerRegisterAnswer,
  ControllerRegisterBody,
  ControllerRemoveAllAnswer,
  ControllerRemoveAnswer,
  ControllerTokenAnswer,
} from './dto/client.dto';
export type { ConnectedNodesAnswer, NodeRevokeAnswer } from './dto/node.dto';
export type { CommandStage, ErrorBody, ErrorPayload } from './dto/error.dto';
export type {
  ExtensionLogEntry,
  ExtensionLogEvent,
  ListenerUpdateEvent,
  LogEntry,
  LogLevel,
  LogSource,
  LogsSubscribeEvent,
  RelayEvent,
} from './dto/event.dto';
export type { CaptureMode, NetworkInterceptOptions } from './dto/listener-options.dto';
export type { LogsAnswer, LogsStatusAnswer } from './dto/logs.dto';
export type { CommandOutcome, ResultPayload } from './dto/outcome.dto';
export type {
  PairingApproveAnswer,
  PairingRequestAnswer,
  PairingStatus,
  PairingStatusAnswer,
  PendingPairing,
  PendingPairingsAnswer,
} from './dto/pairing.dto';
export type {
  AuthAckPayload,
  AuthPayload,
  HelloAckPayload,
  HelloPayload,
  PingPayload,
  PongPayload,
  RefreshPayload,
  TokenPair,
} from './dto/session.dto';
export {
  MAX_REQUEST_ID_LENGTH,
  MESSAGE_TYPES,
  PEER_ROLES,
  PROTOCOL_VERSION,
  assertEnvelope,
  isRecord,
  isRequestId,
  makeFrame,
  type Envelope,
  type FrameOptions,
  type MessageType,
  type PeerRole,
  type SenderRole,
} from './envelope';
export { ENVIRONMENT, readEnvironment, type EnvironmentValues, type VariableName } from './environment/table';
export type { Environment, Program, Variable } from './environment/variable';
export { ERROR_CATALOGUE, errorDefinition, isErrorCode, type ErrorCode } from './errors/catalogue';
export type { ErrorCategory, ErrorDefinition } from './errors/error-definition';
export { OttoError, fromWireError, toOttoError, type ErrorDetails } from './errors/otto-error';
export {
  CHALLENGE_ID_PATTERN,
  CLIENT_ID_PATTERN,
  DISPLAY_NAME_PATTERN,
  EXTENSION_ID,
  EXTENSION_ORIGIN,
  NODE_ID_PATTERN,
  PAIRING_CODE_PATTERN,
} from './identifiers';
export { LIMITS } from './limits';
export { RELAY_FEATURES, type RelayFeature } from './relay-features';
export {
  NETWORK_UPDATE_TYPES,
  type ListenerOptions,
  type ListenerTypes,
  type ListenerUpdate,
  type NetworkUpdate,
  type NetworkUpdateType,
} from './listener-types';
export { LISTENERS, isListenerName, type ListenerDefinition, type ListenerName } from './listeners';
export { DEFAULT_CONTROLLER_SCOPES, RIGHTS, SCOPE_PATTERN, scopesCover, type Right } from './scopes';
export { REDACTED, isSecretKey, isSuspect, withoutSecrets } from './secrets';
export { violationError, type FailureCodeOf, type Violation } from './violation';
