import type { SiteBundle } from '../site-bundle';
import { checkLogin } from './check-login';
import { getItems } from './get-items';
import { gotoLogin } from './goto-login';
import { SITE } from './site-name';

export const exampleCom: SiteBundle = {
  site: SITE,
  checkLogin,
  gotoLogin,
  commands: [getItems],
};
