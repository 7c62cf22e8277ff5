/** The shapes of ids that travel; anything else is refused before it reaches a file, a log or another peer. */
export const NODE_ID_PATTERN = /^node_[A-Za-z0-9_-]{1,64}$/;
export const CLIENT_ID_PATTERN = /^clt_[A-Za-z0-9_-]{1,64}$/;
export const CHALLENGE_ID_PATTERN = /^ch_[A-Za-z0-9_-]{16,64}$/;
export const PAIRING_CODE_PATTERN = /^\d{3}-\d{3}$/;
/** Printable, no control characters: a name can be shown on one line of a terminal or a log without harm. */
export const DISPLAY_NAME_PATTERN = /^[^\p{C}\p{Zl}\p{Zp}]{1,64}$/u;

/**
 * The id of the shipped extension. It follows from the public key in apps/extension/package.json (first 128 bits of its
 * SHA-256, written with the letters a to p), so that the relay can tell its own node from any other extension.
 */
export const EXTENSION_ID = 'mfiecnjdmnffjkpdfhjmjmpphcgofgcl';
export const EXTENSION_ORIGIN = `chrome-extension://${EXTENSION_ID}`;
