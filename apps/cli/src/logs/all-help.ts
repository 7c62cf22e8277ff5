/** Said by every command that can read the log as the relay's owner. */
export const ALL_HELP =
  "all of the log, as the relay's owner, and not only what concerns this client and the nodes that it is granted";
