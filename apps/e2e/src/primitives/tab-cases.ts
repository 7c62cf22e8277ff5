import { LATE, on, text, type Case } from './case';

const NAVIGATE = 'primitive.tab.navigate';

const open = (does: string, payload: object, end: Partial<Case>): Case => ({
  ...{ does, action: 'primitive.tab.open', payload: { ...payload } },
  ...end,
});

/** Opening, moving, closing and listing tabs. */
export const TAB_CASES: readonly Case[] = [
  open('none', { url: '/never', waitUntil: 'none' }, { data: { url: '/never', tabId: expect.any(Number) } }),
  open('commit, after redirections', { url: '/moved', waitUntil: 'commit' }, { data: { url: '/article' } }),
  open('load', { url: '/article', waitUntil: 'load' }, { data: { url: '/article' } }),
  open('retain', { url: 'about:blank', retain: true }, { data: { url: 'about:blank' } }),
  open('no url', { url: 'here' }, { fails: 'invalid_url' }),
  open('a file', { url: 'file:///etc/passwd' }, { fails: 'invalid_url_scheme' }),
  open('wrong waitUntil', { url: '/article', waitUntil: 'soon' }, { fails: 'invalid_payload' }),
  open('nobody there', { url: 'http://127.0.0.1:1/' }, { fails: 'navigation_failed' }),
  open('an answer without a page', { url: '/nothing' }, { fails: 'navigation_failed' }),
  open('never', { url: '/never' }, { timeoutMs: 1_500, fails: LATE }),
  on('/parts', NAVIGATE, 'commit', { url: '/moved' }, { data: { url: '/article', tabSessionId: text } }),
  on('/parts', NAVIGATE, 'load', { url: '/article', waitUntil: 'load' }, { data: { url: '/article' } }),
  on('/parts', NAVIGATE, 'none', { url: '/never', waitUntil: 'none' }, { data: { url: '/never' } }),
  on('/parts', NAVIGATE, 'a script', { url: 'javascript:alert(1)' }, { fails: 'invalid_url_scheme' }),
  on('/parts', NAVIGATE, 'never', { url: '/never' }, { timeoutMs: 1_500, fails: LATE }),
  { does: 'no tab', action: NAVIGATE, payload: { url: '/parts' }, fails: 'missing_tab_session' },
  { does: 'unknown tab', action: NAVIGATE, payload: { url: '/parts' }, tab: 'ts_none', fails: 'unknown_tab_session' },
  on('/parts', 'primitive.tab.close', 'closes', {}, { data: { closed: true, tabSessionId: text } }),
  { does: 'unknown tab', action: 'primitive.tab.close', tab: 'ts_none', fails: 'unknown_tab_session' },
  { does: 'lists', action: 'primitive.tab.query', data: { tabs: expect.any(Array), tabSessions: expect.any(Object) } },
  {
    does: 'is for the relay alone',
    action: 'primitive.tab.close_owned',
    payload: { controllerClientId: 'clt_x' },
    fails: 'forbidden_action',
  },
];
