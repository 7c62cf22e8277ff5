// Validators and the decorated classes that they are made from. Kept apart from '@otto/protocol' so that
// class-validator and Ajv stay out of the extension, the SDK and the command line.
export * from './action-payloads.dto';
export { ACTION_PAYLOADS } from './action-payloads';
export { CommandCancelPayload, CommandPayload, TabLockPayload, TabUnlockPayload, WAIT_POLICIES } from './command.dto';
export { VALIDATION_RULES, compileValidator, type Validator } from './compile-validator';
export {
  ConnectedNodesAnswer,
  ControllerAccessAnswer,
  ControllerAccessBody,
  ControllerAccessListAnswer,
  ControllerRegisterAnswer,
  ControllerRegisterBody,
  ControllerRemoveAllAnswer,
  ControllerRemoveAnswer,
  ControllerRemoveBody,
  ControllerTokenAnswer,
  ControllerTokenBody,
  NodeRevokeAnswer,
  NodeRevokeBody,
} from './controller.dto';
export { ErrorBody, ErrorPayload } from './error.dto';
export { ExtensionLogEntry, ExtensionLogEvent, ListenerUpdateEvent, LogEntry, LogsSubscribeEvent } from './event.dto';
export { FailsWith, failureCode } from './fails-with';
export { failureCodes } from './failure-codes';
export { LiveAnswer, ReadyAnswer } from './health.dto';
export { schemaOf, type DtoClass, type JsonSchema } from './json-schema';
export { CAPTURE_MODES, NetworkInterceptOptions, type CaptureMode } from './listener-options.dto';
export { LISTENER_OPTIONS } from './listener-options';
export { LogsAnswer, LogsQuery, LogsStatusAnswer } from './logs.dto';
export { withNested } from './nested';
export { ResultPayload } from './outcome.dto';
export {
  PairingApproveAnswer,
  PairingApproveBody,
  PairingRequestAnswer,
  PairingRequestBody,
  PairingStatusAnswer,
  PairingStatusQuery,
  PendingPairingsAnswer,
} from './pairing.dto';
export { AuthPayload, HelloPayload, PingPayload, RefreshPayload, RevokeAnswer, TokenPair } from './session.dto';
