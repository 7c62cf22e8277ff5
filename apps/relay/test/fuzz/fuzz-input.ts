import { isRecord, isRequestId, type PeerRole } from '@otto/protocol';
import fc from 'fast-check';
import { applyByteEdit, byteEdit, type ByteEdit } from './byte-edit';
import { corpusFrame, corpusSize, type CorpusFacts } from './frame-corpus';
import { hostileJson } from './hostile-value';
import { applyMemberEdit, memberEdit, type MemberEdit } from './member-edit';

/** How an input is made; the relay's time and fresh ids come in later. */
type Recipe =
  | { readonly kind: 'noise'; readonly bytes: Uint8Array }
  | { readonly kind: 'value'; readonly json: string }
  | { readonly kind: 'frame'; readonly template: number; readonly members: MemberEdit[]; readonly bytes: ByteEdit[] };

export interface FuzzInput {
  readonly role: PeerRole;
  readonly isBinary: boolean;
  readonly recipe: Recipe;
}

const kind = <const K extends Recipe['kind']>(name: K): fc.Arbitrary<K> => fc.constant(name);
const fuzzFrame = (role: PeerRole): fc.Arbitrary<Recipe> =>
  fc.record({
    kind: kind('frame'),
    template: fc.nat({ max: corpusSize(role) - 1 }),
    members: fc.oneof(fc.constant<MemberEdit[]>([]), fc.array(memberEdit, { maxLength: 3 })),
    bytes: fc.oneof({ weight: 2, arbitrary: fc.constant<ByteEdit[]>([]) }, fc.array(byteEdit, { maxLength: 3 })),
  });

const recipe = (role: PeerRole): fc.Arbitrary<Recipe> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.record({ kind: kind('noise'), bytes: fc.uint8Array({ maxLength: 64 }) }) },
    { weight: 1, arbitrary: fc.record({ kind: kind('value'), json: hostileJson }) },
    { weight: 10, arbitrary: fuzzFrame(role) },
  );

/** What somebody may send instead of a frame: noise, JSON that is none, and real frames that were tampered with. */
export const fuzzInput: fc.Arbitrary<FuzzInput> = fc
  .constantFrom<PeerRole[]>('controller', 'controller', 'node')
  .chain((role) =>
    fc.record({
      role: fc.constant(role),
      isBinary: fc.nat({ max: 50 }).map((dice) => dice === 0),
      recipe: recipe(role),
    }),
  );

/** The bytes of an input. */
export function bytesOf({ role, recipe: made }: FuzzInput, facts: CorpusFacts): Buffer {
  if (made.kind === 'noise') return Buffer.from(made.bytes);
  if (made.kind === 'value') return Buffer.from(made.json);
  const frame = corpusFrame(role, made.template, facts);
  for (const edit of made.members) applyMemberEdit(frame, edit);
  return made.bytes.reduce(applyByteEdit, Buffer.from(JSON.stringify(frame)));
}

/** What a receiver can read of a message, if it is JSON at all. */
export function readMessage(bytes: Buffer, isBinary: boolean): unknown {
  try {
    return isBinary ? undefined : JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

/** Where the answer to a message has to come: on its requestId if that can be read. */
export function requestIdOf(message: unknown): string | undefined {
  return isRecord(message) && isRequestId(message.requestId) ? message.requestId : undefined;
}

const OF_NODES: ReadonlySet<unknown> = new Set(['result', 'error', 'event']);

/** Whether a message may be one of those that are taken in silence: a pong, and what a node reports or answers. */
export function mayBeSilent(message: unknown, role: PeerRole): boolean {
  if (!isRecord(message)) return false;
  const { messageType } = message;
  return messageType === 'pong' || (role === 'node' && OF_NODES.has(messageType));
}
