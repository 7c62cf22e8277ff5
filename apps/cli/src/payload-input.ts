import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import type { Readable } from 'node:stream';
import { aborted } from './aborted';
import { Invocation } from './invocation';
import { parseJsonObject } from './parse-option';

const STDIN = '-';
/** More than a relay takes in one frame, unless it was told to. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Said the same way by every command that takes a payload. */
export const PAYLOAD_HELP = 'a JSON object; - reads it from stdin, where other users of this machine cannot see it';

/** What `--payload` brings: arguments can be read by everybody on the machine, so it may come through stdin. */
@Injectable()
export class PayloadInput {
  constructor(private readonly invocation: Invocation) {}

  /** @throws OttoError `invalid_argument`; `command_cancelled` at Ctrl+C */
  async read(given: string | undefined): Promise<Record<string, unknown> | undefined> {
    if (given === undefined) return undefined;
    return parseJsonObject('--payload', given === STDIN ? await this.#stdin() : given);
  }

  async #stdin(): Promise<string> {
    const { stdin, signal } = this.invocation;
    const all = await Promise.race([textOf(stdin), aborted(signal)]);
    if (all !== undefined) return all;
    stdin.destroy();
    throw new OttoError('command_cancelled');
  }
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const part = Buffer.from(chunk as string | Uint8Array);
    bytes += part.length;
    if (bytes > MAX_BYTES) {
      throw new OttoError('invalid_argument', { name: '--payload', reason: 'more than 64 MiB come from stdin' });
    }
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}
