import { NodeBrowserCommand } from './node-browser.command';
import { NodeHostCommand } from './node-host.command';
import { NodeListCommand } from './node-list.command';
import { NodeRelay } from './node-relay';
import { NodeStartCommand } from './node-start.command';
import { NodeStarter } from './node-starter';
import { NodeStopCommand } from './node-stop.command';
import { NodeCommand } from './node.command';

/** `otto node ...`: its commands and what they work with, for the module. */
export const NODE_COMMANDS = [
  NodeCommand,
  NodeStartCommand,
  NodeStopCommand,
  NodeListCommand,
  NodeBrowserCommand,
  NodeHostCommand,
];
export const NODE_SERVICES = [NodeRelay, NodeStarter];
