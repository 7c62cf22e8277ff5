import { defineAction } from '../action';
import { siteCommands } from './site-commands';

export const listCommands = defineAction({
  name: 'command.list',
  run: async (_context, { site }) => ({ commands: siteCommands.list(site) }),
});
