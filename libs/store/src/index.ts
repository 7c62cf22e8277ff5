export { DirectoryLock } from './directory-lock';
export { Journal, type JournalOptions } from './journal';
export type { Change } from './journal-line';
export type { JournalReport } from './load-journal';
export { ensurePrivateDirectory, ensurePrivateFile } from './private-path';
export { readOrCreateSecret } from './secret-file';
export { isSameProcess, processMark } from './process-identity';
