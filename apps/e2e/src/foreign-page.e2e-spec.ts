import { launch, type Browser, type Page } from 'puppeteer-core';
import { Machine } from '../support/machine';
import { Site } from '../support/site';

jest.setTimeout(120_000);

const METADATA = { name: 'a page', description: 'evil' };

let machine: Machine;
let site: Site;
let browser: Browser;
let page: Page;
let relayUrl: string;
let operator: { headers: { authorization: string } };

beforeAll(async () => {
  machine = await Machine.create();
  // Every local program is the operator here: the most that a page could get hold of.
  await machine.startRelay({ OTTO_TRUST_LOOPBACK: 'true' });
  const { url } = await machine.json<{ url: string }>(['status']);
  relayUrl = url.replace(/^ws/, 'http');
  operator = { headers: { authorization: `Bearer ${(await machine.file('relay/operator-token')).trim()}` } };
  site = await Site.serve({ '/': '<title>somebody else</title>' });
  browser = await launch({
    executablePath: process.env.OTTO_BROWSER ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--host-resolver-rules=MAP rebound.example 127.0.0.1'],
  });
  page = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await machine.remove();
});

async function registeredNames(): Promise<string[]> {
  const answer = await fetch(`${relayUrl}/api/logs?source=relay`, operator);
  const { logs } = (await answer.json()) as { logs: { type: string; data: { name: string } }[] };
  return logs.filter(({ type }) => type === 'client_registered').map(({ data }) => data.name);
}

/** What a page gets out of a request: what it could read, or that it could read nothing. */
function requestFromPage(url: string, init: RequestInit): Promise<string> {
  const ask = async (to: string, how: RequestInit): Promise<string> => {
    try {
      const answer = await fetch(to, how);
      return `${answer.type} ${answer.status} ${await answer.text()}`;
    } catch {
      return 'nothing';
    }
  };
  return page.evaluate(ask, url, init);
}

function openSocketFromPage(url: string): Promise<string> {
  return page.evaluate(
    (to) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(to);
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('refused');
      }),
    url,
  );
}

describe('a page of another origin in a real browser', () => {
  beforeEach(() => page.goto(site.url));

  it('reads nothing of the relay', async () => {
    for (const path of ['/health/live', '/api/pairing/pending', '/metrics', '/api/docs-json']) {
      expect(await requestFromPage(relayUrl + path, {})).toBe('nothing');
    }
  });

  it('changes nothing: not by asking before, not by the simple requests that it may send unasked', async () => {
    const body = JSON.stringify(METADATA);
    const url = `${relayUrl}/api/controller/register`;
    const asking = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
    expect(await requestFromPage(url, asking)).toBe('nothing');
    // The browser does send this one; what comes back the page may not look at.
    expect(await requestFromPage(url, { method: 'POST', body, mode: 'no-cors' })).toMatch(/^(opaque 0 |nothing)/);
    expect(await registeredNames()).toEqual(['e2e']);
  });

  it.each(['controller', 'node'])('opens no socket as %s', async (role) => {
    expect(await openSocketFromPage(`${relayUrl.replace(/^http/, 'ws')}/?role=${role}`)).toBe('refused');
  });
});

describe('a page whose name was made to resolve to the relay', () => {
  let rebound: string;

  beforeEach(async () => {
    rebound = relayUrl.replace('127.0.0.1', 'rebound.example');
    await page.setBypassCSP(true);
    await page.goto(`${rebound}/api/docs`);
  });

  it('is of one origin with it to the browser, and gets nothing but the refusal', async () => {
    expect(await requestFromPage('/metrics', {})).toMatch(/^basic 421 .*host_not_allowed/);
    const init = { method: 'POST', body: JSON.stringify(METADATA), headers: { 'content-type': 'application/json' } };
    expect(await requestFromPage('/api/controller/register', init)).toMatch(/^basic 421 /);
    expect(await openSocketFromPage(`${rebound.replace(/^http/, 'ws')}/?role=controller`)).toBe('refused');
    expect(await registeredNames()).toEqual(['e2e']);
  });
});

describe('the page that describes the API', () => {
  it('shows every route, without asking anybody else and without a complaint of the browser', async () => {
    const own = await browser.newPage();
    const complaints: string[] = [];
    const elsewhere: string[] = [];
    own.on('console', (message) => complaints.push(message.text()));
    own.on('pageerror', (error) => complaints.push(String(error)));
    own.on('request', (request) => {
      if (!request.url().startsWith(relayUrl) && !request.url().startsWith('data:')) elsewhere.push(request.url());
    });
    await own.goto(`${relayUrl}/api/docs`, { waitUntil: 'networkidle0' });
    await own.waitForSelector('.opblock');
    const shown = await own.$$eval('.opblock', (operations) => operations.length);
    const { paths } = (await (await fetch(`${relayUrl}/api/docs-json`)).json()) as { paths: object };
    expect(shown).toBe(Object.values(paths).flatMap((methods: object) => Object.keys(methods)).length);
    expect([complaints, elsewhere]).toEqual([[], []]);
    expect(await own.$('.authorize')).toBeNull();
    await own.close();
  });
});
