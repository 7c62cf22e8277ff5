import type { NodeState, NodeStatus } from '../runtime/node-status';
import type { UiRequest } from '../runtime/ui-messages';
import type { IconName } from './icon';

/** How a state is shown: by colour, in a picture, in one word, in a sentence, and with the one thing that a person would do about it. */
export interface StateView {
  readonly tone: 'good' | 'busy' | 'idle' | 'bad';
  readonly icon: IconName;
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly request: UiRequest; readonly isPrimary: boolean };
}

const CONNECT: UiRequest = { ui: 'connect' };
const DISCONNECT: UiRequest = { ui: 'disconnect' };

const STATE_VIEWS: Readonly<Record<NodeState, StateView>> = {
  needs_relay_url: {
    tone: 'idle',
    icon: 'plug',
    label: 'Not set up',
    title: 'Connect this browser to your relay',
    text: 'The relay passes on what programs that you approve ask of this browser.',
  },
  requesting_pairing_code: {
    tone: 'busy',
    icon: 'key',
    label: 'Pairing',
    title: 'Asking the relay for a pairing code',
    text: 'This takes a moment.',
    action: { label: 'Cancel', request: DISCONNECT, isPrimary: false },
  },
  waiting_for_pair_approval: {
    tone: 'busy',
    icon: 'key',
    label: 'Pairing',
    title: 'Approve this browser',
    text: 'Enter the code where the relay runs:',
    action: { label: 'Cancel', request: DISCONNECT, isPrimary: false },
  },
  authenticated_disconnected: {
    tone: 'idle',
    icon: 'pause',
    label: 'Disconnected',
    title: 'Otto is paused',
    text: 'This browser is paired. No program can use it until you connect.',
    action: { label: 'Connect', request: CONNECT, isPrimary: true },
  },
  authenticated_connecting: {
    tone: 'busy',
    icon: 'turn',
    label: 'Connecting',
    title: 'Connecting to the relay',
    text: 'Otto keeps trying until it gets through.',
    action: { label: 'Disconnect', request: DISCONNECT, isPrimary: false },
  },
  authenticated_connected: {
    tone: 'good',
    icon: 'check',
    label: 'Connected',
    title: 'Ready',
    text: 'Programs that you approved can work in the tab group “Otto”.',
    action: { label: 'Disconnect', request: DISCONNECT, isPrimary: false },
  },
  version_mismatch: {
    tone: 'bad',
    icon: 'differ',
    label: 'Mismatch',
    title: 'Relay and extension do not match',
    text: 'They speak different versions of the protocol.',
    action: { label: 'Try again', request: CONNECT, isPrimary: true },
  },
  error: {
    tone: 'bad',
    icon: 'alert',
    label: 'Problem',
    title: 'Otto could not connect',
    text: 'It has stopped trying.',
    action: { label: 'Try again', request: CONNECT, isPrimary: true },
  },
};

const STARTING_VIEW: StateView = {
  tone: 'busy',
  icon: 'turn',
  label: 'Starting',
  title: 'Otto is starting',
  text: 'This takes a moment.',
};

/** Connected, though something is missing. */
const PARTIAL_VIEW: StateView = {
  tone: 'busy',
  icon: 'differ',
  label: 'In part',
  title: 'Connected, but not everything works',
  text: 'Relay and extension are of different ages. What is missing is named here; all else works.',
  action: { label: 'Disconnect', request: DISCONNECT, isPrimary: false },
};

/** @param status Undefined before the worker has spoken. */
export function viewOf(status: NodeStatus | undefined): StateView {
  if (status === undefined) return STARTING_VIEW;
  return status.missing === undefined ? STATE_VIEWS[status.state] : PARTIAL_VIEW;
}
