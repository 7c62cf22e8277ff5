// Validators and the decorated classes that they are made from. Kept apart from '@otto/protocol' so that
// class-validator and Ajv stay out of the extension, the SDK and the command line.
export { ControllerAccessAnswer, ControllerAccessBody, ControllerAccessListAnswer } from './access.dto';
export { ACTION_PAYLOADS } from './action-payloads';
export {
  ControllerRegisterAnswer,
  ControllerRegisterBody,
  ControllerRemoveAllAnswer,
  ControllerRemoveAnswer,
  ControllerRemoveBody,
  ControllerTokenAnswer,
  ControllerTokenBody,
} from './client.dto';
export { CommandCancelPayload, CommandPayload, TabLockPayload, TabUnlockPayload } from './command.dto';
export { VALIDATION_RULES, compileValidator, type Validator } from './compile-validator';
export { ErrorBody, ErrorPayload } from './error.dto';
export { ExtensionLogEntry, ExtensionLogEvent, ListenerUpdateEvent, LogEntry, LogsSubscribeEvent } from './event.dto';
export { DistillPayload, ExtractHtmlPayload, ExtractTextPayload } from './extraction-payloads.dto';
export { FailsWith, failureCode } from './fails-with';
export { failureCodes } from './failure-codes';
export { LiveAnswer, ReadyAnswer } from './health.dto';
export { schemaOf, type DtoClass, type JsonSchema } from './json-schema';
export { LISTENER_OPTIONS } from './listener-options';
export { NetworkInterceptOptions, type CaptureMode } from './listener-options.dto';
export { ListenerSubscribePayload, ListenerUnsubscribePayload } from './listener-payloads.dto';
export { LogsAnswer, LogsQuery, LogsStatusAnswer } from './logs.dto';
export { withNested } from './nested';
export { ConnectedNodesAnswer, NodeRevokeAnswer, NodeRevokeBody } from './node.dto';
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
export { ScreenshotPayload } from './screenshot-payload.dto';
export { AuthPayload, HelloPayload, PingPayload, RefreshPayload, RevokeAnswer, TokenPair } from './session.dto';
export { CommandListPayload, RedditFeedPayload, SiteCommandPayload } from './site-command-payloads.dto';
export { EmptyPayload, TabCloseOwnedPayload, TabNavigatePayload, TabOpenPayload } from './tab-payloads.dto';
