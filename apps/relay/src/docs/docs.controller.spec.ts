import { errorOf } from '../../test/error-of';
import { startRelay, type RelayUnderTest } from '../../test/relay-under-test';
import document from './generated/openapi.json';

let relay: RelayUnderTest;

beforeAll(async () => (relay = await startRelay()));
afterAll(() => relay.stop());

describe('GET /api/docs', () => {
  it('is a page that needs nothing but what the relay serves itself', async () => {
    const { status, headers, body } = await relay.get<string>('/api/docs');
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    const needed = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(needed.length).toBeGreaterThan(2);
    for (const path of needed) expect([path, (await relay.get(path)).status]).toEqual([path, 200]);
  });

  it('may run and load only what comes from the relay', async () => {
    const { headers } = await relay.get('/api/docs');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(headers['content-security-policy']).not.toMatch(/https?:|\*|unsafe-eval/);
    const json = await relay.get('/api/docs-json');
    expect(json.headers['content-security-policy']).toMatch(/^default-src 'none';/);
  });

  it('passes the front door like any other request', async () => {
    expect(errorOf(await relay.get('/api/docs', { headers: { host: 'evil.example' } }))).toEqual([
      421,
      'host_not_allowed',
    ]);
    const distant = { headers: { origin: 'https://evil.example' } };
    expect(errorOf(await relay.get('/api/docs-json', distant))).toEqual([403, 'origin_not_allowed']);
  });

  it.each(['index.html', 'package.json', '..%2Fpackage.json', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', '__proto__'])(
    'has no file %s',
    async (name) => {
      expect(errorOf(await relay.get(`/api/docs/${name}`))).toEqual([404, 'not_found']);
    },
  );
});

describe('the description of the API', () => {
  it('is what is generated, as JSON and as YAML', async () => {
    expect((await relay.get('/api/docs-json')).body).toEqual(document);
    const yaml = await relay.get<string>('/api/docs-yaml');
    expect(yaml.headers['content-type']).toBe('application/yaml; charset=utf-8');
    expect(yaml.body).toMatch(/^openapi: "3\.1\.0"\npaths:\n {2}"\/api\//);
  });
});
