import { Command } from 'nest-commander';
import { CommandGroup } from '../command-group';
import { ListenerHold } from './listener-hold';
import { ListenerListCommand } from './listener-list.command';
import { ListenerSubscribeNetworkCommand } from './listener-subscribe-network.command';
import { ListenerUnsubscribeCommand } from './listener-unsubscribe.command';
import { LiveListeners } from './live-listeners';

const SUBCOMMANDS = [ListenerSubscribeNetworkCommand, ListenerUnsubscribeCommand, ListenerListCommand];

@Command({ name: 'listener', description: 'What tabs receive, live', subCommands: SUBCOMMANDS })
export class ListenerCommand extends CommandGroup {}

/** `otto listener ...`: its commands and what they work with, for the module. */
export const LISTENER_COMMANDS = [ListenerCommand, ...SUBCOMMANDS];
export const LISTENER_SERVICES = [LiveListeners, ListenerHold];
