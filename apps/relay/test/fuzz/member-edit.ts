import fc from 'fast-check';
import { hostileJson, hostileKey } from './hostile-value';

/** One change to the members of a frame: which of them, counted through all of its objects, and what becomes of it. */
export type MemberEdit =
  | { readonly kind: 'drop'; readonly member: number }
  | { readonly kind: 'set'; readonly member: number; readonly json: string }
  | { readonly kind: 'add'; readonly member: number; readonly key: string; readonly json: string };

/** The outer fields come first; what is wrong with them says little about the rest. */
const member = fc.oneof(fc.nat({ max: 30 }), { weight: 2, arbitrary: fc.integer({ min: 7, max: 14 }) });
const kind = <const K extends MemberEdit['kind']>(name: K): fc.Arbitrary<K> => fc.constant(name);

export const memberEdit: fc.Arbitrary<MemberEdit> = fc.oneof(
  fc.record({ kind: kind('drop'), member }),
  fc.record({ kind: kind('set'), member, json: hostileJson }),
  fc.record({ kind: kind('add'), member, key: hostileKey, json: hostileJson }),
);

interface Place {
  readonly object: Record<string, unknown>;
  readonly key: string;
}

/** Changes the frame itself. */
export function applyMemberEdit(frame: object, edit: MemberEdit): void {
  const places = [...placesIn(frame as Record<string, unknown>)];
  const place = places[edit.member % places.length];
  if (place === undefined) return;
  if (edit.kind === 'drop') Reflect.deleteProperty(place.object, place.key);
  else {
    const key = edit.kind === 'set' ? place.key : edit.key;
    // An assignment to __proto__ would make no member.
    const value: unknown = JSON.parse(edit.json);
    Object.defineProperty(place.object, key, { value, enumerable: true, configurable: true, writable: true });
  }
}

function* placesIn(object: Record<string, unknown>): Generator<Place> {
  for (const [key, value] of Object.entries(object)) {
    yield { object, key };
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      yield* placesIn(value as Record<string, unknown>);
    }
  }
}
