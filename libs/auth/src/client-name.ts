/** A name as it is shown: composed characters, single spaces, none at the ends. */
export function tidyName(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * What names have in common that a person could take for the same: case, white space and Unicode forms are folded, and what
 * does not show is left out. Empty when nothing shows.
 */
export function foldName(name: string): string {
  const visible = tidyName(name).normalize('NFKC').replace(INVISIBLE, '').normalize('NFKC');
  // Some letters have several lower-case forms, some have no upper-case one of their own (ẞ, ß and SS are the same).
  return tidyName(visible.toLowerCase().toUpperCase().toLowerCase().normalize('NFKC'));
}
