// Validators and the decorated classes that they are made from. Kept apart from '@otto/protocol' so that
// class-validator and Ajv stay out of the extension, the SDK and the command line.
export * from './action-payloads.dto';
export { ACTION_PAYLOADS } from './action-payloads';
export { CommandCancelPayload, CommandPayload, TabLockPayload, TabUnlockPayload, WAIT_POLICIES } from './command.dto';
export { VALIDATION_RULES, compileValidator, type Validator } from './compile-validator';
export {
  ControllerAccessBody,
  ControllerRegisterBody,
  ControllerRemoveBody,
  ControllerTokenBody,
} from './controller.dto';
export { ErrorPayload } from './error.dto';
export { ExtensionLogEntry, ExtensionLogEvent, ListenerUpdateEvent, LogsSubscribeEvent } from './event.dto';
export { FailsWith, failureCode } from './fails-with';
export { schemaOf, type DtoClass, type JsonSchema } from './json-schema';
export { LogsQuery } from './logs.dto';
export { ResultPayload } from './outcome.dto';
export { PairingApproveBody, PairingRequestBody, PairingStatusQuery } from './pairing.dto';
export { AuthPayload, HelloPayload, PingPayload, RefreshPayload } from './session.dto';
