import type { CommandReference } from './command-reference';

/** Of the commands that tell what goes on. */
export const LIVE_REFERENCES: Readonly<Record<string, CommandReference>> = {
  'listener subscribe-network': {
    examples: [
      {
        line: 'otto listener subscribe-network --tab-session ts_1 --site reddit.com',
        does: 'what an open tab receives from reddit.com',
      },
      {
        line: 'otto listener subscribe-network --tab-session ts_1 --site a.example --mime-types application/json --json',
        does: 'the JSON among it, for a program',
      },
    ],
    exits:
      '0 when it was ended by Ctrl+C or "otto listener unsubscribe"; 1 when its tab, its node or the relay ended it.',
    isStream: true,
  },
  'listener unsubscribe': {
    examples: [{ line: 'otto listener unsubscribe --target-request-id req_1', does: 'end one that runs elsewhere' }],
  },
  'listener list': { examples: [{ line: 'otto listener list', does: 'those that this machine holds' }] },
  'logs list': {
    examples: [
      { line: 'otto logs list', does: 'the newest entries' },
      { line: 'otto logs list --level warn --since 2h', does: 'what went wrong in the last two hours' },
      { line: 'otto logs list --request-id req_1', does: 'what became of one command' },
    ],
  },
  'logs follow': {
    examples: [
      { line: 'otto logs follow', does: 'entries as they are written' },
      { line: 'otto logs follow --latest 20 --level warn', does: 'warnings and errors, the last 20 first' },
      { line: 'otto logs follow --source node --json', does: 'what nodes report, for a program' },
    ],
    exits: '0 when it was ended by Ctrl+C; 1 when the relay stays away for five minutes, or refuses.',
    isStream: true,
  },
  'logs status': { examples: [{ line: 'otto logs status', does: 'how much there is, and since when' }] },
  'logs export': {
    examples: [
      { line: 'otto logs export -o otto.ndjson', does: 'all that this client may see, into a file' },
      { line: 'otto logs export --all --since 1d', does: "everything of the last day, as the relay's owner" },
    ],
    isStream: true,
  },
};
