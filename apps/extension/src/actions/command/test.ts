import { defineAction } from '../action';
import { siteCommands } from './site-commands';

export const testCommand = defineAction({
  name: 'command.test',
  check: (payload) => void siteCommands.find(payload),
  run: (context, payload) => siteCommands.run(context, payload, 'test'),
});
