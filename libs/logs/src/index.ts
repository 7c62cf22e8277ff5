export { storedEntry, type NewLogEntry } from './log-entry';
export type { LogFilter } from './log-filter';
export { OperationLog, type LogPressure, type OperationLogOptions } from './operation-log';
