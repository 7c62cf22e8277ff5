import type { SiteBundle } from '../site-bundle';
import { checkLogin } from './check-login';
import { getFrontPage } from './get-front-page';
import { gotoLogin } from './goto-login';
import { SITE } from './site-name';

export const newsYcombinatorCom: SiteBundle = {
  site: SITE,
  checkLogin,
  gotoLogin,
  commands: [getFrontPage],
};
