import { Command } from 'nest-commander';
import { CommandGroup } from '../command-group';
import { NodeBrowserCommand } from './node-browser.command';
import { NodeHostCommand } from './node-host.command';
import { NodeListCommand } from './node-list.command';
import { NodeStartCommand } from './node-start.command';
import { NodeStopCommand } from './node-stop.command';

@Command({
  name: 'node',
  description: 'Run browsers of this machine as nodes',
  subCommands: [NodeStartCommand, NodeStopCommand, NodeListCommand, NodeBrowserCommand, NodeHostCommand],
})
export class NodeCommand extends CommandGroup {}
