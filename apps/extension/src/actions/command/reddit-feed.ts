import { defineAction } from '../action';
import { siteCommands } from './site-commands';

const FEED = { site: 'reddit.com', command: 'getFeed' };

/** An older name for `command.run` of one command, with that command's answers and errors. */
export const redditFeed = defineAction({
  name: 'command.reddit_feed',
  check: () => void siteCommands.find(FEED),
  run: (context, payload) => siteCommands.run(context, { ...payload, ...FEED }, 'run'),
});
