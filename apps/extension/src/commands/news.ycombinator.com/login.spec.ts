import { PageLab } from '../../page/testing/page-lab';
import { CommandLab } from '../testing/command-lab';
import type * as Login from './read-login';
import type { LoginState } from '../site-bundle';
import { newsYcombinatorCom } from './site';
import { frontPage } from './testing/front-page';

const lab = new PageLab<typeof Login>('../commands/news.ycombinator.com/read-login.ts');
beforeAll(() => lab.open());
afterAll(() => lab.close());

const read = (html: string): Promise<LoginState> => lab.run(html, ({ readLogin }) => readLogin());

it('sees who is signed in', async () => {
  expect(await read(frontPage([], { username: 'tea_pot' }))).toEqual({ loggedIn: true, username: 'tea_pot' });
});

it('sees that nobody is signed in', async () => {
  expect(await read(frontPage([]))).toEqual({ loggedIn: false });
  expect(await read('<body>Bad login.</body>')).toEqual({ loggedIn: false });
});

it('shows the login page, and fills nothing in', async () => {
  const site = await CommandLab.open(newsYcombinatorCom, 'https://news.ycombinator.com/');
  const data = await site.run({ site: newsYcombinatorCom.site, command: 'gotoLogin' });
  expect(data).toEqual({ url: 'https://news.ycombinator.com/login?goto=news' });
  expect(site.pages.ran).toEqual([]);
});
