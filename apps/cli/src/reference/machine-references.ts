import type { CommandReference } from './command-reference';

/** Of the commands that set up and run what is on this machine. */
export const MACHINE_REFERENCES: Readonly<Record<string, CommandReference>> = {
  setup: {
    examples: [
      { line: 'otto setup', does: 'set this machine up, step by step' },
      { line: 'otto setup --non-interactive', does: 'the same without questions, for a script' },
      { line: 'otto setup --relay-url wss://relay.example', does: 'with the relay of another machine' },
    ],
    exits: '0 also when all was there already; 1 when a step failed, and those before it need not be done again.',
  },
  doctor: {
    examples: [
      { line: 'otto doctor', does: 'look at everything, and tell how to mend it' },
      { line: 'otto doctor --fix', does: 'mend what can be mended' },
    ],
    exits: '1 when there is a problem; warnings alone are no failure.',
  },
  start: {
    examples: [
      { line: 'otto start', does: 'start the relay in the background' },
      { line: 'otto start --attached', does: 'keep it in this terminal' },
    ],
    exits: '0 also when it runs already; with --attached when it was stopped by Ctrl+C.',
  },
  stop: {
    examples: [{ line: 'otto stop', does: 'stop the relay' }],
    exits: '0 also when no relay was running.',
  },
  restart: { examples: [{ line: 'otto restart', does: 'stop it and start it again, on the same port' }] },
  status: {
    examples: [
      { line: 'otto status', does: 'tell whether the relay runs' },
      { line: 'otto status --nodes', does: 'and which nodes are connected' },
    ],
    exits: '0 whichever state the relay is in; `state` tells it.',
  },
  config: { examples: [{ line: 'otto config', does: 'what is in effect; of secrets only that they are set' }] },
  settings: {
    examples: [
      { line: 'otto settings', does: 'all settings, and what they are' },
      { line: 'otto settings relayUrl wss://relay.example', does: 'use the relay of another machine' },
      { line: 'otto settings relayUrl --unset', does: 'and no longer' },
    ],
  },
  'extension info': {
    examples: [{ line: 'otto extension info', does: 'where the extension is, which version, and whether unchanged' }],
  },
  'extension update': {
    examples: [
      { line: 'otto extension update', does: 'unpack the one that came with this command' },
      {
        line: 'otto extension update --output ~/otto-extension',
        does: 'unpack it where a browser from a snap can read',
      },
      {
        line: 'otto extension update --from https://releases.example/otto-extension.zip',
        does: 'download it, with its .sha256',
      },
    ],
    exits: '0 also when it was unpacked already.',
  },
  'node start': {
    examples: [
      { line: 'otto node start', does: 'open a browser that is a node' },
      { line: 'otto node start --headless', does: 'the same without a window' },
      { line: 'otto node start -- --lang=de', does: 'with a further flag for the browser' },
    ],
  },
  'node stop': {
    examples: [
      { line: 'otto node stop', does: 'close the only one that runs' },
      { line: 'otto node stop --all', does: 'close all of them' },
    ],
  },
  'node browser': { examples: [{ line: 'otto node browser', does: 'the browser that "otto node start" finds' }] },
  'node list': { examples: [{ line: 'otto node list', does: 'the nodes that this machine runs or ran' }] },
  completion: {
    examples: [
      { line: 'eval "$(otto completion bash)"', does: 'have it in this bash' },
      { line: 'otto completion fish > ~/.config/fish/completions/otto.fish', does: 'have it in every fish' },
    ],
  },
};
