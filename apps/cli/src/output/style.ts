import type { Environment } from '@otto/protocol';
import type { Screen } from '../invocation';

type Paint = (text: string) => string;

/** Colours for one stream; plain text where nobody would see them. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

/** Whether a line can be written anew: only on a terminal that understands escape sequences. */
export function canRedraw(screen: Screen, env: Environment): boolean {
  return screen.isTTY === true && env.TERM !== 'dumb';
}

/** Whether to write in colours (NO_COLOR: no-color.org). */
function isColoured(screen: Screen, env: Environment): boolean {
  return canRedraw(screen, env) && (env.NO_COLOR ?? '') === '';
}

export function styleFor(screen: Screen, env: Environment): Style {
  const on = isColoured(screen, env);
  const paint = (open: number, close: number): Paint => {
    return (text) => (on && text !== '' ? `\u001b[${open}m${text}\u001b[${close}m` : text);
  };
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    cyan: paint(36, 39),
  };
}
