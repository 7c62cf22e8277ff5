import { FAILURE, on, type Case } from './case';

/** Site commands and listeners, which have specs of their own for what they do. */
export const OTHER_CASES: readonly Case[] = [
  { does: 'lists', action: 'command.list', data: { commands: expect.any(Array) } },
  on('/parts', 'command.run', 'unknown site', { site: 'no.test', command: 'x' }, { fails: 'unknown_site' }),
  on('/parts', 'command.test', 'unknown site', { site: 'no.test', command: 'x' }, { fails: 'unknown_site' }),
  on('/parts', 'command.reddit_feed', 'a page of another site', {}, { fails: FAILURE }),
  {
    does: 'an unknown listener',
    action: 'listener.subscribe',
    payload: { listener: 'nothing.there' },
    fails: 'unsupported_listener',
  },
  {
    does: 'of nobody',
    action: 'listener.unsubscribe',
    payload: { targetRequestId: 'none' },
    fails: 'listener_not_found',
  },
];
