import { startRelay } from '../../test/relay-under-test';

describe('securityHeaders', () => {
  it('keeps browsers from framing, sniffing, running or keeping it, and does not name its software', async () => {
    const relay = await startRelay();
    const { headers } = await relay.get('/health/live');
    await relay.stop();
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      'x-request-id': expect.stringMatching(/^[\w-]{36}$/) as string,
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
  });
});
