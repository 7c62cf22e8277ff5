import { CommandsListCommand } from './commands-list.command';
import { CommandsCommand } from './commands.command';
import { SiteTest } from './site-test';
import { TestIdentity } from './test-identity';
import { TestCommand } from './test.command';

/** The commands about site commands and what they work with, for cli.module.ts. */
export const SITE_COMMANDS = [CommandsCommand, CommandsListCommand, TestCommand];
export const SITE_SERVICES = [TestIdentity, SiteTest];
