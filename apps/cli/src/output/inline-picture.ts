import type { Environment } from '@otto/protocol';

/** A picture as a node gives it. */
export interface Picture {
  readonly base64: string;
  readonly format: 'png' | 'jpeg';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export type PictureProtocol = 'kitty' | 'iterm2';

/** Pixels of a terminal's cell, roughly: to show small pictures in their own size. */
const CELL = { width: 9, height: 18 };
/** What lies above a long picture should still be on the screen. */
const MAX_ROWS = 30;
const KITTY_CHUNK = 4096;
const ITERM_PROGRAMS = ['iTerm.app', 'WezTerm', 'vscode', 'mintty', 'rio'];

/** How this terminal shows pictures, by what it says of itself in the environment; undefined when it does not. */
export function pictureProtocol(env: Environment): PictureProtocol | undefined {
  const { TERM = '', TERM_PROGRAM = '', LC_TERMINAL, KITTY_WINDOW_ID, TMUX, STY } = env;
  // Multiplexers do not pass pictures on, whatever terminal they run in.
  if (TMUX || STY || /^(screen|tmux|dumb)/.test(TERM)) return undefined;
  if (KITTY_WINDOW_ID || TERM === 'xterm-kitty' || TERM === 'xterm-ghostty' || TERM_PROGRAM === 'ghostty')
    return 'kitty';
  return ITERM_PROGRAMS.includes(TERM_PROGRAM) || LC_TERMINAL === 'iTerm2' ? 'iterm2' : undefined;
}

/** The sequences that show a picture, no wider than the terminal; empty for a format that the protocol cannot carry. */
export function inlinePicture(picture: Picture, protocol: PictureProtocol, columns: number): string {
  const wide = columnsFor(picture, columns);
  if (protocol === 'iterm2') {
    const size = Buffer.byteLength(picture.base64, 'base64');
    return `\u001b]1337;File=inline=1;size=${size};width=${wide};preserveAspectRatio=1:${picture.base64}\u0007\n`;
  }
  return picture.format === 'png' ? `${kittyChunks(picture.base64, wide)}\n` : '';
}

function columnsFor({ width, height }: Picture, available: number): number {
  const own = Math.ceil(width / CELL.width);
  const forRows = Math.floor((MAX_ROWS * CELL.height * width) / (height * CELL.width));
  return Math.max(1, Math.min(own, forRows, available));
}

/** kitty takes 4096 bytes at a time; only the first sequence says what it is, and all but the last that more comes. */
function kittyChunks(base64: string, columns: number): string {
  const chunks = base64.match(new RegExp(`.{1,${KITTY_CHUNK}}`, 'g')) ?? [];
  return chunks
    .map((chunk, index) => {
      const what = index === 0 ? `a=T,f=100,q=2,c=${columns},` : '';
      return `\u001b_G${what}m=${index < chunks.length - 1 ? 1 : 0};${chunk}\u001b\\`;
    })
    .join('');
}
