import type { NodeState } from '../runtime/node-status';
import type { UiRequest } from '../runtime/ui-messages';

/** How a state is shown: in one word, in a sentence, and with the one thing that a person would do about it. */
export interface StateView {
  readonly tone: 'good' | 'busy' | 'idle' | 'bad';
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly request: UiRequest; readonly isPrimary: boolean };
}

const CONNECT: UiRequest = { ui: 'connect' };
const DISCONNECT: UiRequest = { ui: 'disconnect' };

export const STATE_VIEWS: Readonly<Record<NodeState, StateView>> = {
  needs_relay_url: {
    tone: 'idle',
    label: 'Not set up',
    title: 'Connect this browser to your relay',
    text: 'The relay passes on what programs that you approve ask of this browser.',
  },
  requesting_pairing_code: {
    tone: 'busy',
    label: 'Pairing',
    title: 'Asking the relay for a pairing code',
    text: 'This takes a moment.',
    action: { label: 'Cancel', request: DISCONNECT, isPrimary: false },
  },
  waiting_for_pair_approval: {
    tone: 'busy',
    label: 'Pairing',
    title: 'Approve this browser',
    text: 'Enter the code where the relay runs:',
    action: { label: 'Cancel', request: DISCONNECT, isPrimary: false },
  },
  authenticated_disconnected: {
    tone: 'idle',
    label: 'Disconnected',
    title: 'Otto is paused',
    text: 'This browser is paired. No program can use it until you connect.',
    action: { label: 'Connect', request: CONNECT, isPrimary: true },
  },
  authenticated_connecting: {
    tone: 'busy',
    label: 'Connecting',
    title: 'Connecting to the relay',
    text: 'Otto keeps trying until it gets through.',
    action: { label: 'Disconnect', request: DISCONNECT, isPrimary: false },
  },
  authenticated_connected: {
    tone: 'good',
    label: 'Connected',
    title: 'Ready',
    text: 'Programs that you approved can work in the tab group “Otto”.',
    action: { label: 'Disconnect', request: DISCONNECT, isPrimary: false },
  },
  version_mismatch: {
    tone: 'bad',
    label: 'Mismatch',
    title: 'Relay and extension do not match',
    text: 'They speak different versions of the protocol.',
    action: { label: 'Try again', request: CONNECT, isPrimary: true },
  },
  error: {
    tone: 'bad',
    label: 'Problem',
    title: 'Otto could not connect',
    text: 'It has stopped trying.',
    action: { label: 'Try again', request: CONNECT, isPrimary: true },
  },
};

/** Before the worker has spoken. */
export const STARTING_VIEW: StateView = {
  tone: 'busy',
  label: 'Starting',
  title: 'Otto is starting',
  text: 'This takes a moment.',
};
