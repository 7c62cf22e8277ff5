import type { DomainObject, NetworkUpdate } from '@otto/protocol';

export interface AdapterOptions {
  /** For adapters that have to tell the user from others. */
  readonly selfUserId?: string | undefined;
}

/** Makes domain objects of what a listener captures on a site. Belongs to the bundle of that site. */
export interface StreamAdapter {
  /** As `streamAdapter` of a listener's options names it, with a version: `example.chat.v1`. */
  readonly name: string;
  /** What one captured response tells, in its order; nothing for responses that are about something else. */
  adapt(update: NetworkUpdate, options: AdapterOptions): readonly DomainObject[];
}
