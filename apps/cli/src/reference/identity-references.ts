import type { CommandReference } from './command-reference';

/** Of the commands about who may do what. */
export const IDENTITY_REFERENCES: Readonly<Record<string, CommandReference>> = {
  authcode: { examples: [{ line: 'otto authcode', does: 'the nodes that wait, with their codes' }] },
  pair: {
    examples: [
      { line: 'otto pair 123-456', does: 'let the node in, and be granted it' },
      { line: 'otto pair 123-456 --no-grant', does: 'let it in for others' },
    ],
  },
  'client register': {
    examples: [
      { line: 'otto client register', does: 'register under the names of user and machine' },
      { line: 'otto client register --name "night job"', does: 'register under a name of your own' },
    ],
  },
  'client login': { examples: [{ line: 'otto client login', does: 'get new tokens' }] },
  'client status': {
    examples: [{ line: 'otto client status', does: 'who this machine is, and which nodes it may drive' }],
  },
};
