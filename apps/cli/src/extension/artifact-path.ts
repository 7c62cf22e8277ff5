/** Windows gives these a meaning of their own, in any directory and with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * Whether a path of an archive names a file strictly below the directory that it is unpacked into, on every system: no
 * way up, no root, no drive, no stream, no device, nothing that is invisible.
 */
export function isSafePath(path: string): boolean {
  if (path.length > 200 || /[\p{C}\\:*?"<>|]/u.test(path)) return false;
  return path.split('/').every((part) => part !== '' && !/^\.|[. ]$/.test(part) && !DEVICE.test(part));
}
