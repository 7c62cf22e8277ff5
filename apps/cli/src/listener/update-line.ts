import { isRecord, NETWORK_UPDATE_TYPES, type NetworkUpdate } from '@otto/protocol';
import type { Update } from '@otto/sdk';
import { humanSize } from '../output/human-size';
import { printable } from '../output/printable';
import { clockTime } from '../output/relative-time';
import type { Style } from '../output/style';
import { fitting, padded } from '../output/text-width';

const COLUMNS = { method: 6, status: 3, type: 10, size: 9 };
/** What is left of a URL or an object on a very narrow terminal. */
const MIN_REST = 20;

/** One update as a line: `14:03:46  GET     200  json        1.2 kB  https://...`; no longer than `columns`, if that is set. */
export function updateLine(update: Update, style: Style, columns: number | undefined): string {
  const time = clockTime(timeOf(update));
  const [head, rest] = isNetworkUpdate(update) ? networkParts(update.data, style) : foreignParts(update, style);
  const used = time.length + head.width + 4;
  const shown = clean(rest);
  const cut = columns === undefined ? shown : fitting(shown, Math.max(MIN_REST, columns - used));
  return `${style.dim(time)}  ${head.text}  ${cut}`;
}

interface Head {
  readonly text: string;
  readonly width: number;
}

function networkParts(data: NetworkUpdate, style: Style): [Head, string] {
  const { method, status, mimeType, bodyBytes, url, error } = data;
  const cells = [
    padded(method, COLUMNS.method),
    (status === 0 ? 'ERR' : String(status)).padStart(COLUMNS.status),
    padded(fitting(subtype(mimeType), COLUMNS.type), COLUMNS.type),
    (bodyBytes === 0 ? '-' : humanSize(bodyBytes)).padStart(COLUMNS.size),
  ] as const;
  const [shownMethod, shownStatus, ...others] = cells.map(clean);
  const text = [shownMethod, statusPaint(status, style)(shownStatus ?? ''), ...others].join('  ');
  const width = cells.join('  ').length;
  return [{ text, width }, error === undefined ? url : `${url} (${error})`];
}

/** What an adapter made of a response, or the update of a listener that this version does not know. */
function foreignParts({ updateType = 'update', data }: Update, style: Style): [Head, string] {
  const name = clean(updateType);
  return [{ text: style.cyan(name), width: name.length }, JSON.stringify(data) ?? ''];
}

/** Whatever a node sends is shown; in columns, if it has what belongs there. */
function isNetworkUpdate(update: Update): update is Update<NetworkUpdate> {
  if (!NETWORK_UPDATE_TYPES.some((type) => type === update.updateType) || !isRecord(update.data)) return false;
  const { method, mimeType, url, status, bodyBytes } = update.data;
  return (
    [method, mimeType, url].every((text) => typeof text === 'string') &&
    [status, bodyBytes].every((number) => typeof number === 'number')
  );
}

function timeOf({ emittedAt }: Update): number {
  const time = typeof emittedAt === 'string' ? Date.parse(emittedAt) : emittedAt;
  return time === undefined || Number.isNaN(time) ? Date.now() : time;
}

/** `json` of `application/json`, `svg` of `image/svg+xml`. */
function subtype(mimeType: string): string {
  return /\/(?:vnd\.|x-)?([^+;]+)/.exec(mimeType)?.[1] ?? '-';
}

function statusPaint(status: number, { green, cyan, yellow, red }: Style): (text: string) => string {
  if (status === 0 || status >= 500) return red;
  if (status >= 400) return yellow;
  return status >= 300 ? cyan : green;
}

function clean(text: string): string {
  return printable(text).replaceAll(/[\t\n]+/g, ' ');
}
