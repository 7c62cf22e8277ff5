import * as crypto from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { HttpAnswer } from '../http-client';
import { OPERATOR_TOKEN, startRelay, type RelayUnderTest, type TestClient } from '../relay-under-test';

jest.mock('node:crypto', () => {
  const actual = jest.requireActual<typeof crypto>('node:crypto');
  return { ...actual, timingSafeEqual: jest.fn(actual.timingSafeEqual) };
});

const REGISTRATION_SECRET = 'registration-secret-of-a-spec';
const DISTANT = { 'x-forwarded-for': '203.0.113.1' };
const ROOT = join(__dirname, '../../../..');

let relay: RelayUnderTest;
let client: TestClient;

beforeAll(async () => {
  relay = await startRelay({
    OTTO_ALLOW_REMOTE_CONTROLLER_REGISTRATION: 'true',
    OTTO_CONTROLLER_REGISTRATION_SECRET: REGISTRATION_SECRET,
  });
  client = await relay.registerClient();
});
afterAll(() => relay.stop());

interface Secret {
  readonly genuine: () => string | Promise<string>;
  readonly present: (secret: string) => Promise<HttpAnswer<unknown>>;
  /** With how many other secrets the relay compares what is presented before. */
  readonly others?: number;
}

const SECRETS: Readonly<Record<string, Secret>> = {
  'the operator token': {
    genuine: () => OPERATOR_TOKEN,
    present: (token) => relay.get('/metrics', { token }),
  },
  'the signature of an access token': {
    genuine: () => client.accessToken,
    present: (token) => relay.get('/api/nodes/connected', { token }),
    others: 1,
  },
  'a client secret': {
    genuine: () => client.clientSecret,
    present: (clientSecret) => relay.post('/api/controller/token', { clientId: client.clientId, clientSecret }),
  },
  'a refresh token': {
    genuine: () => client.refreshToken,
    present: (refreshToken) => relay.post('/api/auth/refresh', { refreshToken }),
  },
  'the registration secret': {
    genuine: () => REGISTRATION_SECRET,
    present: (secret) =>
      relay.post(
        '/api/controller/register',
        { name: `registered with ${secret}`.slice(0, 60), description: 'd' },
        { headers: { ...DISTANT, 'x-otto-registration-secret': secret } },
      ),
  },
  'a pairing code': {
    genuine: async () => (await relay.post<{ code: string }>('/api/pairing/request', { nodeId: 'node_a' })).body.code,
    present: (code) => relay.post('/api/pairing/approve', { code }, { token: OPERATOR_TOKEN }),
  },
};

/** The secret with its last character changed, so that only a look at all of it tells the difference. */
function almost(secret: string): string {
  // The last character of a base64 text may hold bits that do not count.
  const changed = secret.at(-2) === '1' ? '2' : '1';
  return `${secret.slice(0, -2)}${changed}${secret.slice(-1)}`;
}

describe('a secret that is presented', () => {
  it.each(Object.entries(SECRETS))('as %s is compared in constant time, right or wrong', async (_, way) => {
    const { present, genuine, others = 0 } = way;
    const secret = await genuine();
    const compare = jest.mocked(crypto.timingSafeEqual);
    compare.mockClear();
    expect((await present(secret)).status).toBe(200);
    expect(compare.mock.calls.length).toBeGreaterThan(others);
    compare.mockClear();
    expect((await present(almost(secret))).status).toBeGreaterThanOrEqual(400);
    expect(compare.mock.calls.length).toBeGreaterThan(others);
  });
});

describe('the code of the relay', () => {
  const SECRET_NAME = /(secret|token|hash|signature|password)$/i;
  /** Comparisons with what is no secret: whether there is one at all, or of which type. */
  const HARMLESS = /^(undefined|null|true|false|''|-?\d+|'\w*')$/;

  /** `===` and the like between two values of which one is named like a secret. */
  function comparisonsIn(file: string): string[] {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const found: string[] = [];
    const visit = (part: ts.Node): void => {
      if (ts.isBinaryExpression(part) && /^[!=]==?$/.test(part.operatorToken.getText())) {
        const sides = [part.left.getText(), part.right.getText()];
        const comparesSecret =
          sides.some((side) => SECRET_NAME.test(side)) && !sides.some((side) => HARMLESS.test(side));
        if (comparesSecret) found.push(`${file.slice(ROOT.length + 1)}: ${part.getText()}`);
      }
      ts.forEachChild(part, visit);
    };
    visit(source);
    return found;
  }

  it('compares no secret in any other way', () => {
    const files = ['apps/relay/src', 'libs/auth/src', 'libs/store/src'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
        .map((name) => join(ROOT, folder, name)),
    );
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(comparisonsIn)).toEqual([]);
  });
});
