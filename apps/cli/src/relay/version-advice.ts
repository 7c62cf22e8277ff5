import { VERSION } from '../version';

/**
 * What to do when the relay that runs is of another version than this command: its program was replaced under it, and it
 * runs on as it was until somebody restarts it. Undefined when they are the same.
 */
export function versionAdvice({ version }: { readonly version?: string }, own = VERSION): string | undefined {
  if (version === own) return undefined;
  if (version === undefined || isOlder(version, own)) {
    return `The relay that runs is version ${version ?? 'unknown, and older'}; this command brings ${own}. Run "otto restart".`;
  }
  return `The relay that runs is version ${version}, newer than this command (${own}). Update the command.`;
}

/** Of versions such as 1.10.0: number by number, not letter by letter. */
function isOlder(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) < 0;
}
