import { SITE, TAB, TrafficLab } from './testing/traffic-lab';

const URL_OF_SITE = `https://${SITE}/api`;

describe('the traffic of a tab', () => {
  let lab: TrafficLab;
  beforeEach(() => {
    lab = new TrafficLab();
  });
  afterEach(() => jest.useRealTimers());

  describe('in mode network', () => {
    it('is told when a response has been received to its end, with its body', async () => {
      const { events } = await lab.capture();
      const requestId = lab.ask();
      lab.answer({ requestId });
      expect(events).toEqual([]);
      lab.browser.emit(TAB.tabId, 'Network.loadingFinished', { requestId });
      await lab.settle();
      expect(events).toEqual([
        {
          updateType: 'network.response',
          emittedAt: '2026-01-01T00:00:00.000Z',
          data: {
            eventId: expect.stringMatching(/^evt_[0-9a-f]{32}$/),
            tabSessionId: 'ts_1',
            tabId: 7,
            site: SITE,
            url: URL_OF_SITE,
            method: 'GET',
            status: 200,
            mimeType: 'application/json',
            requestId,
            captureSource: 'network',
            emittedAt: '2026-01-01T00:00:00.000Z',
            body: '{"a":1}',
            base64Encoded: false,
            truncated: false,
            bodyBytes: 7,
          },
        },
      ]);
    });

    it('leaves the body where it is when it was not asked for', async () => {
      const { events } = await lab.capture({ includeBody: false });
      lab.respond();
      await lab.settle();
      expect(lab.browser.commands('Network.getResponseBody')).toEqual([]);
      expect(events[0]?.data).toMatchObject({ bodyBytes: 7 });
      expect(events[0]?.data).not.toHaveProperty('body');
    });

    it('has headers when they were asked for, without secrets', async () => {
      const [{ events: without }, { events: with_ }] = [
        await lab.capture(),
        await lab.capture({ includeHeaders: true }),
      ];
      lab.respond();
      await lab.settle();
      expect(without[0]?.data).not.toHaveProperty('requestHeaders');
      expect(with_[0]?.data).toMatchObject({
        requestHeaders: { Authorization: '[redacted]', Accept: '*/*' },
        responseHeaders: { 'Content-Type': 'application/json', 'Set-Cookie': '[redacted]' },
      });
    });

    it('is never that of other hosts: not even their bodies are read', async () => {
      const { events } = await lab.capture({ urlPatterns: ['*'] });
      lab.respond({ url: 'https://bank.example/account' });
      await lab.settle();
      expect(events).toEqual([]);
      expect(lab.browser.commands('Network.getResponseBody')).toEqual([]);
    });

    it('is not that of a host that a redirect leads to', async () => {
      const { events } = await lab.capture();
      const requestId = lab.ask();
      lab.respond({ requestId, url: 'https://bank.example/account' });
      await lab.settle();
      expect(events).toEqual([]);
    });

    it('is told at the address where redirects end', async () => {
      const { events } = await lab.capture();
      const requestId = lab.ask({ url: `https://${SITE}/old` });
      lab.respond({ requestId, url: `https://${SITE}/new` });
      await lab.settle();
      expect(events.map(({ data }) => data.url)).toEqual([`https://${SITE}/new`]);
    });

    it('is only of the wanted types', async () => {
      const { events } = await lab.capture({ mimeTypes: ['application/json'] });
      lab.respond({ mimeType: 'image/png' });
      lab.respond({ mimeType: 'application/json' });
      await lab.settle();
      expect(events.map(({ data }) => data.mimeType)).toEqual(['application/json']);
      expect(lab.browser.commands('Network.getResponseBody')).toHaveLength(1);
    });

    it('tells of requests that fail', async () => {
      const { events } = await lab.capture({ mimeTypes: ['application/json'] });
      lab.fail({ requestId: lab.ask(), errorText: 'net::ERR_CONNECTION_RESET' });
      expect(events).toMatchObject([
        {
          updateType: 'network.error',
          data: { url: URL_OF_SITE, status: 0, bodyBytes: 0, error: 'net::ERR_CONNECTION_RESET' },
        },
      ]);
    });

    it('tells of a response whose body is gone already', async () => {
      lab.browser.answers('Network.getResponseBody', () => {
        throw new Error('{"code":-32000,"message":"Request content was evicted from inspector cache"}');
      });
      const { events } = await lab.capture();
      lab.respond();
      await lab.settle();
      expect(events[0]).toMatchObject({
        updateType: 'network.response',
        data: {
          status: 200,
          bodyBytes: 7,
          error: 'body_unavailable: Request content was evicted from inspector cache',
        },
      });
    });

    it('does not wait for ever for a body', async () => {
      jest.useFakeTimers();
      lab.browser.answers('Network.getResponseBody', () => new Promise(() => undefined));
      const { events } = await lab.capture();
      lab.respond();
      await jest.advanceTimersByTimeAsync(10_000);
      expect(events[0]?.data.error).toBe('body_unavailable: reading it took too long');
    });

    it('remembers only so many requests that never end', async () => {
      const { events } = await lab.capture();
      const first = lab.ask();
      const others = Array.from({ length: 2000 }, () => lab.ask());
      for (const requestId of [first, ...others]) lab.fail({ requestId, errorText: 'x' });
      expect(events).toHaveLength(2000);
    });
  });

  describe('in mode fetch', () => {
    it('is told before the page gets it, and goes on afterwards', async () => {
      const { events } = await lab.capture({ mode: 'fetch' });
      const requestId = lab.pause();
      await lab.settle();
      expect(events).toMatchObject([
        {
          updateType: 'network.response',
          data: { requestId, captureSource: 'fetch', status: 200, body: '{"a":1}', base64Encoded: false, bodyBytes: 7 },
        },
      ]);
      expect(lab.browser.methods.slice(-2)).toEqual(['Fetch.getResponseBody', 'Fetch.continueRequest']);
    });

    it('pauses responses of the site and of allowed hosts only', async () => {
      await lab.capture({ mode: 'fetch', requestHostAllowlist: ['api.example'] });
      expect(lab.browser.commands('Fetch.enable')[0]?.params).toEqual({
        patterns: [
          `*://*.${SITE}/*`,
          `*://*.${SITE}:*/*`,
          '*://api.example/*',
          '*://api.example:*/*',
          `*://${SITE}/*`,
          `*://${SITE}:*/*`,
        ].map((urlPattern) => ({ urlPattern, requestStage: 'Response' })),
      });
      expect(lab.browser.commands('Network.enable')).toEqual([]);
    });

    it.each([
      ['of another host', { url: 'https://bank.example/' }],
      ['that is a redirect', { responseStatusCode: 302 }],
      ['that was not modified', { responseStatusCode: 304 }],
      ['that is about to be sent', { responseStatusCode: undefined }],
      ['of an unwanted type', { headers: { 'content-type': 'image/png' } }],
      ['with an address that is none', { url: 'about:srcdoc' }],
    ])('lets a response %s go on and tells nothing', async (_, paused) => {
      const { events } = await lab.capture({ mode: 'fetch', mimeTypes: ['application/json'] });
      const requestId = lab.pause(paused);
      await lab.settle();
      expect(events).toEqual([]);
      expect(lab.continued).toEqual([requestId]);
      expect(lab.browser.commands('Fetch.getResponseBody')).toEqual([]);
    });

    it('lets a response go on when its body cannot be read', async () => {
      lab.browser.answers('Fetch.getResponseBody', () => {
        throw new Error('{"code":-32000,"message":"Invalid InterceptionId."}');
      });
      const { events } = await lab.capture({ mode: 'fetch' });
      const requestId = lab.pause();
      await lab.settle();
      expect(lab.continued).toEqual([requestId]);
      expect(events[0]?.data.error).toBe('body_unavailable: Invalid InterceptionId.');
    });

    it('lets a response go on when whoever wanted it fails', async () => {
      const tap = {
        mode: 'fetch' as const,
        includeBody: false,
        rules: { wantsUrl: () => true, wantsType: () => true, pausePatterns: ['*'] },
        see: () => {
          throw new Error('no');
        },
        lost: () => undefined,
      };
      await lab.traffic.tap(TAB, tap, new AbortController().signal);
      const requestId = lab.pause();
      await lab.settle();
      expect(lab.continued).toEqual([requestId]);
    });

    it('holds up nothing that may have no end', async () => {
      const { events } = await lab.capture({ mode: 'fetch' });
      const headers = { 'content-type': 'application/json' };
      const endless = [
        lab.pause({ headers: { 'content-type': 'text/event-stream' } }),
        lab.pause({ headers, resourceType: 'EventSource' }),
      ];
      await lab.settle();
      expect(lab.continued).toEqual(endless);
      expect(lab.browser.commands('Fetch.getResponseBody')).toEqual([]);
      expect(events.map(({ data }) => data.error)).toEqual(
        endless.map(() => 'body_unavailable: it has no end to wait for'),
      );
    });

    it('holds up an address no second time when its body did not end', async () => {
      jest.useFakeTimers();
      lab.browser.answers('Fetch.getResponseBody', () => new Promise(() => undefined));
      await lab.capture({ mode: 'fetch' });
      const first = lab.pause({ url: `${URL_OF_SITE}?page=1` });
      await jest.advanceTimersByTimeAsync(10_000);
      expect(lab.continued).toEqual([first]);
      const second = lab.pause({ url: `${URL_OF_SITE}?page=2` });
      await jest.advanceTimersByTimeAsync(0);
      expect(lab.continued).toEqual([first, second]);
    });

    it('reads no body that is larger than anybody could want', async () => {
      const { events } = await lab.capture({ mode: 'fetch' });
      lab.pause({ headers: { 'content-type': 'application/json', 'content-length': '99000000' } });
      await lab.settle();
      expect(lab.browser.commands('Fetch.getResponseBody')).toEqual([]);
      expect(events[0]?.data).toMatchObject({ bodyBytes: 99_000_000, error: 'body_unavailable: it is too large' });
    });

    it('tells of requests that fail', async () => {
      const { events } = await lab.capture({ mode: 'fetch' });
      const requestId = lab.pause({
        responseStatusCode: undefined,
        responseErrorReason: 'ConnectionReset',
        headers: {},
      });
      await lab.settle();
      expect(events[0]).toMatchObject({ updateType: 'network.error', data: { status: 0, error: 'ConnectionReset' } });
      expect(lab.continued).toEqual([requestId]);
    });
  });

  describe('in mode hybrid', () => {
    it('is told once for each response, as the first of the two domains sees it', async () => {
      const { events } = await lab.capture({ mode: 'hybrid' });
      const networkId = lab.ask();
      lab.pause({ networkId });
      await lab.settle();
      lab.answer({ requestId: networkId });
      lab.browser.emit(TAB.tabId, 'Network.loadingFinished', { requestId: networkId });
      await lab.settle();
      expect(events).toHaveLength(1);
      expect(events[0]?.data).toMatchObject({ requestId: networkId, captureSource: 'fetch', body: '{"a":1}' });
    });

    it('is told as the network sees it where nothing was paused', async () => {
      const { events } = await lab.capture({ mode: 'hybrid' });
      lab.respond();
      await lab.settle();
      expect(events.map(({ data }) => data.captureSource)).toEqual(['network']);
    });

    it('is told as the network sees it where the body could not be read before', async () => {
      lab.browser.answers('Fetch.getResponseBody', () => {
        throw new Error('no');
      });
      const { events } = await lab.capture({ mode: 'hybrid' });
      const requestId = lab.ask();
      lab.pause({ networkId: requestId });
      await lab.settle();
      lab.answer({ requestId });
      lab.browser.emit(TAB.tabId, 'Network.loadingFinished', { requestId });
      await lab.settle();
      expect(events.map(({ data }) => [data.captureSource, data.body])).toEqual([['network', '{"a":1}']]);
    });

    it('holds the page up for no body whose end is not known', async () => {
      const { events } = await lab.capture({ mode: 'hybrid' });
      const networkId = lab.ask();
      lab.pause({ networkId, headers: { 'content-type': 'application/json' } });
      await lab.settle();
      expect(lab.browser.commands('Fetch.getResponseBody')).toEqual([]);
      expect(events).toEqual([]);
    });

    it('tells of a failure once, in the words of the network', async () => {
      const { events } = await lab.capture({ mode: 'hybrid' });
      const requestId = lab.ask();
      lab.pause({ networkId: requestId, responseStatusCode: undefined, responseErrorReason: 'Failed' });
      await lab.settle();
      lab.fail({ requestId, errorText: 'net::ERR_FAILED' });
      expect(events.map(({ data }) => data.error)).toEqual(['net::ERR_FAILED']);
    });
  });

  describe('tapped by several', () => {
    it('is read once, and told to each by its own rules', async () => {
      const all = await lab.capture();
      const short = await lab.capture({ maxBodyBytes: 3 });
      const none = await lab.capture({ urlPatterns: ['https://site.example/other'] });
      lab.respond();
      await lab.settle();
      expect(all.events[0]?.data).toMatchObject({ body: '{"a":1}', truncated: false });
      expect(short.events[0]?.data).toMatchObject({ body: '{"a', truncated: true, bodyBytes: 7 });
      expect(none.events).toEqual([]);
      expect(lab.browser.commands('Network.getResponseBody')).toHaveLength(1);
      expect(lab.browser.history).toEqual(['attach 7']);
    });

    it('pauses what any of them wants, and less when one of them leaves', async () => {
      const api = await lab.capture({ mode: 'fetch', urlPatterns: ['*/api'] });
      const feed = await lab.capture({ mode: 'fetch', urlPatterns: ['*/feed'] });
      await api.stop();
      await feed.stop();
      const patterns = lab.browser
        .commands('Fetch.enable')
        .map(({ params }) => (params.patterns as { urlPattern: string }[]).map(({ urlPattern }) => urlPattern));
      expect(patterns).toEqual([['*/api'], ['*/api', '*/feed'], ['*/feed']]);
    });

    it('lets a response go on once, whoever wanted it', async () => {
      await lab.capture({ mode: 'fetch' });
      await lab.capture({ mode: 'hybrid' });
      const requestId = lab.pause();
      await lab.settle();
      expect(lab.continued).toEqual([requestId]);
      expect(lab.browser.commands('Fetch.getResponseBody')).toHaveLength(1);
    });

    it('is no longer listened to when the last of them has left', async () => {
      const [first, second] = [await lab.capture(), await lab.capture()];
      await first.stop();
      expect(lab.browser.attached.size).toBe(1);
      await second.stop();
      expect(lab.browser.attached.size).toBe(0);
      await (await lab.capture()).stop();
      expect(lab.browser.history).toEqual(['attach 7', 'detach 7', 'attach 7', 'detach 7']);
    });

    it('is switched off for those who stay attached for something else', async () => {
      const hold = await lab.debuggers.hold(TAB.tabId, new AbortController().signal);
      await (await lab.capture({ mode: 'hybrid' })).stop();
      expect(lab.browser.methods.slice(-3)).toEqual(['Network.disable', 'Fetch.disable', 'Target.setAutoAttach']);
      await hold.release();
    });
  });

  it('includes that of iframes and workers, which the browser keeps apart', async () => {
    const { events } = await lab.capture({ mode: 'hybrid' });
    const attached = { sessionId: 's1', targetInfo: { type: 'iframe' } };
    lab.browser.emit(TAB.tabId, 'Target.attachedToTarget', attached);
    lab.browser.emit(TAB.tabId, 'Target.attachedToTarget', { sessionId: 's2', targetInfo: { type: 'other' } });
    await lab.settle();
    const inPart = lab.browser.sent.filter(({ target }) => target.sessionId !== undefined);
    expect(new Set(inPart.map(({ target, method }) => `${target.sessionId} ${method}`))).toEqual(
      new Set(['s1 Target.setAutoAttach', 's1 Network.enable', 's1 Fetch.enable']),
    );
    lab.respond({ sessionId: 's1' });
    await lab.settle();
    expect(events).toHaveLength(1);
    expect(lab.browser.commands('Network.getResponseBody')[0]?.target).toEqual({ tabId: 7, sessionId: 's1' });
  });

  it('ends with the debugger, and says so to everybody', async () => {
    const [first, second] = [await lab.capture(), await lab.capture({ mode: 'fetch' })];
    lab.browser.takeAway(TAB.tabId, 'canceled_by_user');
    for (const { events, isLost } of [first, second]) {
      expect(events).toMatchObject([
        {
          updateType: 'network.detached',
          data: { tabSessionId: 'ts_1', site: SITE, url: '', status: 0, bodyBytes: 0, error: 'canceled_by_user' },
        },
      ]);
      expect(isLost()).toBe(true);
    }
    await first.stop();
    await (await lab.capture()).stop();
    expect(lab.browser.history).toEqual(['attach 7', 'attach 7', 'detach 7']);
  });

  it.each([
    ['Another debugger is already attached to the tab with id: 7.', 'listener_debugger_conflict'],
    ['Cannot access a chrome:// URL', 'listener_debugger_permission_denied'],
    ['Something else', 'listener_debugger_attach_failed'],
    ['No tab with given id 7.', 'tab_session_closed'],
  ])('cannot be had: %s', async (words, code) => {
    lab.browser.refusal = words;
    await expect(lab.capture()).rejects.toMatchObject({ code });
    lab.browser.refusal = undefined;
    await (await lab.capture()).stop();
  });

  it('cannot be had when the browser does not switch it on, and can be had later', async () => {
    lab.browser.answers('Network.enable', () => {
      throw new Error('{"code":-32000,"message":"not now"}');
    });
    await expect(lab.capture()).rejects.toMatchObject({ code: 'listener_debugger_command_failed' });
    lab.browser.answers('Network.enable', () => ({}));
    await (await lab.capture()).stop();
    expect(lab.browser.attached.size).toBe(0);
  });

  it('leaves nothing attached when it is given up before it begins', async () => {
    lab.browser.answers('Network.enable', () => new Promise(() => undefined));
    const abort = new AbortController();
    const capture = lab.capture({}, abort.signal);
    await lab.settle();
    abort.abort(new Error('enough'));
    await expect(capture).rejects.toThrow('enough');
    await lab.settle();
    expect(lab.browser.attached.size).toBe(0);
  });
});
