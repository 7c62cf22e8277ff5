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
  revoke: {
    examples: [
      { line: 'otto revoke', does: 'end the tokens of this machine; the next command logs in again' },
      { line: 'otto revoke --node-id node_a1B2c3', does: 'lock a node out whose machine was lost' },
    ],
    exits: '0 also when there was nothing to end.',
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
  'client forget': { examples: [{ line: 'otto client forget', does: 'leave no identity on this machine' }] },
  'client remove': {
    examples: [
      { line: 'otto client remove', does: 'remove this machine from the relay, and its identity from here' },
      { line: 'otto client remove clt_a1B2c3', does: 'remove another client, as the owner of the relay' },
      { line: 'otto client remove --all', does: 'remove all of them' },
    ],
  },
};
