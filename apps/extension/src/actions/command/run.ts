import { defineAction } from '../action';
import { siteCommands } from './site-commands';

export const runCommand = defineAction({
  name: 'command.run',
  check: (payload) => void siteCommands.find(payload),
  run: (context, payload) => siteCommands.run(context, payload, 'run'),
});
