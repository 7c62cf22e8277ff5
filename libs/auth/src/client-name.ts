/** A name as it is shown: composed characters, single spaces, none at the ends. */
export function tidyName(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** What names have in common that a person could take for the same: case, white space and Unicode forms are folded. */
export function foldName(name: string): string {
  // Upper case first: it also folds letters that have several lower-case forms.
  return tidyName(name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC'));
}
