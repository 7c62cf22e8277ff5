import { SITE_BUNDLES } from '../../commands/registry';
import { chromePages } from '../../commands/runtime/chrome-pages';
import { SiteCommands } from '../../commands/runtime/site-commands';

/** The site commands of this browser. */
export const siteCommands = new SiteCommands({ bundles: SITE_BUNDLES, pages: chromePages });
