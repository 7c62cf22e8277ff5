import { inflateSync } from 'node:zlib';

type Rgb = readonly [number, number, number];

const FIRST_CHUNK_AT = 8;
/** Channels by colour type, for 8 bits each: what browsers write. */
const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** A decoded picture, to look at single pixels of. */
export class Png {
  readonly width: number;
  readonly height: number;
  readonly #channels: number;
  readonly #rows: Buffer[];

  constructor(base64: string) {
    const file = Buffer.from(base64, 'base64');
    const chunks = [...readChunks(file)];
    const header = chunks[0]?.data as Buffer;
    this.width = header.readUInt32BE(0);
    this.height = header.readUInt32BE(4);
    this.#channels = CHANNELS[header.readUInt8(9)] as number;
    const data = chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data);
    this.#rows = unfilter(inflateSync(Buffer.concat(data)), this.width * this.#channels, this.#channels);
  }

  pixel(x: number, y: number): Rgb {
    const row = this.#rows[y] as Buffer;
    const at = x * this.#channels;
    return [row[at], row[at + 1], row[at + 2]] as unknown as Rgb;
  }
}

function* readChunks(file: Buffer): Generator<{ type: string; data: Buffer }> {
  for (let at = FIRST_CHUNK_AT; at < file.length;) {
    const length = file.readUInt32BE(at);
    yield { type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) };
    at += 12 + length;
  }
}

/** Each row is written as differences to its neighbours, in one of five ways. */
function unfilter(data: Buffer, rowBytes: number, channels: number): Buffer[] {
  const rows: Buffer[] = [];
  for (let at = 0; at < data.length; at += rowBytes + 1) {
    const above = rows.at(-1) ?? Buffer.alloc(rowBytes);
    const row = Buffer.from(data.subarray(at + 1, at + 1 + rowBytes));
    addNeighbours(row, above, { filter: data[at] as number, channels });
    rows.push(row);
  }
  return rows;
}

function addNeighbours(row: Buffer, above: Buffer, { filter, channels }: { filter: number; channels: number }): void {
  if (filter === 0) return;
  for (let i = 0; i < row.length; i++) {
    const left = i < channels ? 0 : (row[i - channels] as number);
    const up = above[i] as number;
    const corner = i < channels ? 0 : (above[i - channels] as number);
    row[i] = (row[i] as number) + guess(filter, left, up, corner);
  }
}

function guess(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  return filter === 3 ? (left + up) >> 1 : paeth(left, up, corner);
}

function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - corner - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
