/** What decides on the browser's command line. */
export interface BrowserSettings {
  readonly profile: string;
  readonly headless: boolean;
  /** What the user added. */
  readonly flags: readonly string[];
}

/** Chrome cannot sandbox its processes when root runs it, and refuses to start rather than go without unasked. */
export function needsNoSandbox({ platform, getuid }: Pick<NodeJS.Process, 'platform' | 'getuid'> = process): boolean {
  return platform === 'linux' && getuid?.() === 0;
}

/**
 * The command line of a node's browser. It is a person's browser, so it gets none of the switches that test tools set
 * (no disabled features, no mock keychain, no automation banner): only what a node cannot work without.
 */
export function browserFlags({ profile, headless, flags }: BrowserSettings, system = process): string[] {
  return [
    `--user-data-dir=${profile}`,
    // The browser ends when the other end of this pipe does, so it never outlives its supervisor.
    '--remote-debugging-pipe',
    // Lets the pipe install the extension; --load-extension is gone from branded Chrome.
    '--enable-unsafe-extension-debugging',
    '--no-first-run',
    '--no-default-browser-check',
    '--hide-crash-restore-bubble',
    // Managed tabs work in the background, where pages would otherwise be slowed down or put to sleep.
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    // A keyring would ask for a password, on a screen that nobody sees.
    ...(headless ? ['--headless=new', '--mute-audio', '--password-store=basic', '--use-mock-keychain'] : []),
    // Containers give /dev/shm too little room for large pages.
    ...(headless && system.platform === 'linux' ? ['--disable-dev-shm-usage'] : []),
    ...(needsNoSandbox(system) ? ['--no-sandbox'] : []),
    ...flags,
    ...(headless ? ['about:blank'] : []),
  ];
}
