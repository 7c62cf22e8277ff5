import { newsYcombinatorCom } from './news.ycombinator.com/site';
import type { SiteBundle } from './site-bundle';

/** Every site that Otto has commands for. */
export const SITE_BUNDLES: readonly SiteBundle[] = [newsYcombinatorCom];
