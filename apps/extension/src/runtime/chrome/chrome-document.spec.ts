import { isFromDocument, isFromExtension } from './chrome-document';

const BASE = 'chrome-extension://otto/';
const port = (url: string) => ({ sender: { id: 'otto', url } }) as chrome.runtime.Port;

describe('who is speaking', () => {
  beforeAll(() => {
    const runtime = { id: 'otto', getURL: (path: string) => BASE + path };
    Object.defineProperty(globalThis, 'chrome', { value: { runtime }, configurable: true });
  });
  afterAll(() => Reflect.deleteProperty(globalThis, 'chrome'));

  it.each([`${BASE}popup.html`, `${BASE}static/background/index.js`])('knows %s for a part of the extension', (url) => {
    expect(isFromExtension({ id: 'otto', url })).toBe(true);
  });

  it.each([
    { id: 'otto', url: 'https://evil.example/' },
    { id: 'otto', url: 'https://evil.example/chrome-extension://otto/' },
    { id: 'other', url: `${BASE}popup.html` },
    { id: 'otto' },
    {},
  ])('does not take %j for one', (sender) => {
    expect(isFromExtension(sender)).toBe(false);
  });

  it('lets only the offscreen document open the line', () => {
    expect(isFromDocument(port(`${BASE}tabs/offscreen.html`))).toBe(true);
    expect(isFromDocument(port(`${BASE}popup.html`))).toBe(false);
    expect(isFromDocument(port('https://evil.example/tabs/offscreen.html'))).toBe(false);
  });
});
