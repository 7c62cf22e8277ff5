import { errorOf } from '../../test/error-of';
import { startRelay, type RelayUnderTest } from '../../test/relay-under-test';
import { RelayStorage } from '../storage/relay-storage';
import { Readiness } from './readiness';

describe('health', () => {
  let relay: RelayUnderTest;

  beforeAll(async () => (relay = await startRelay()));
  afterAll(() => relay.stop());

  it('lives and is ready while it serves, whoever asks', async () => {
    expect(await relay.get('/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
    expect(await relay.get('/health/ready', { token: 'stale' })).toMatchObject({
      status: 200,
      body: { status: 'ready' },
    });
  });

  it('is not ready once a journal cannot be written', async () => {
    const { grants } = relay.relay.get(RelayStorage);
    const healthy = jest.spyOn(grants, 'healthy', 'get').mockReturnValue(false);
    expect(errorOf(await relay.get('/health/ready'))).toEqual([503, 'storage_unavailable']);
    expect((await relay.get('/health/live')).status).toBe(200);
    healthy.mockRestore();
  });
});

describe('Readiness', () => {
  const storage = { healthy: true } as RelayStorage;

  it('begins when Nest has started and ends when it begins to stop', () => {
    const readiness = new Readiness(storage);
    expect(() => readiness.assertReady()).toThrow(expect.objectContaining({ code: 'relay_starting' }));
    readiness.onApplicationBootstrap();
    expect(() => readiness.assertReady()).not.toThrow();
    readiness.onModuleDestroy();
    expect(() => readiness.assertReady()).toThrow(expect.objectContaining({ code: 'relay_shutting_down' }));
  });
});
