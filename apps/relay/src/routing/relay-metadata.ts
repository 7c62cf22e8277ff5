import type { Grant } from '@otto/acl';

/** Keys with this beginning belong to the relay; a controller's own are taken out. */
const RESERVED = '__';

/** What the relay tells a node with a command: for which client it runs and, where the grant is narrowed, how far it goes. */
export class RelayMetadata {
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #only: Buffer;
  readonly #first: Buffer;

  constructor(clientId: string, { scopes, sites }: Pick<Grant, 'scopes' | 'sites'> = {}) {
    const isNarrowed = scopes !== undefined || sites !== undefined;
    this.#value = { __controllerClientId: clientId, ...(isNarrowed && { __grant: { scopes, sites } }) };
    const members = JSON.stringify(this.#value).slice(1, -1);
    this.#only = Buffer.from(members);
    this.#first = Buffer.from(`${members},`);
  }

  /** The members as JSON text, to be put behind the opening brace of an object. */
  members(intoEmptyObject: boolean): Buffer {
    return intoEmptyObject ? this.#only : this.#first;
  }

  /** The payload with these members, and without reserved keys of anybody else. */
  addTo(payload: object): object {
    return { ...this.#value, ...withoutReserved(payload) };
  }
}

/** Whether an object has keys that only the relay may set. */
export function hasReserved(value: object): boolean {
  for (const key in value) if (key.startsWith(RESERVED)) return true;
  return false;
}

export function withoutReserved(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith(RESERVED)));
}
