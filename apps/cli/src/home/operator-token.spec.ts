import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invocationWith } from '../../test/invocation';
import { isLoopback, OperatorToken } from './operator-token';
import { OttoHome } from './otto-home';
import { writePrivateFile } from './private-file';

const FROM_ENVIRONMENT = 'operator-token-of-the-environment-0123';
let root: string;
const operatorToken = (env: Record<string, string> = {}): OperatorToken => {
  const invocation = invocationWith({ OTTO_HOME: root, ...env });
  return new OperatorToken(invocation, new OttoHome(invocation));
};

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'otto-operator-'));
  await writePrivateFile(join(root, 'relay', 'operator-token'), 'of-the-file\n');
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('OperatorToken', () => {
  it('is the one that the relay of this machine wrote', async () => {
    await expect(operatorToken().for('http://127.0.0.1:8787')).resolves.toBe('of-the-file');
  });

  it('is not shown to a relay on another machine', async () => {
    await expect(operatorToken().for('https://relay.example')).resolves.toBeUndefined();
  });

  it('is what OTTO_OPERATOR_TOKEN says, wherever the relay is', async () => {
    const given = operatorToken({ OTTO_OPERATOR_TOKEN: FROM_ENVIRONMENT });
    await expect(given.for('https://relay.example')).resolves.toBe(FROM_ENVIRONMENT);
    await expect(given.for('http://127.0.0.1:8787')).resolves.toBe(FROM_ENVIRONMENT);
  });

  it('is nothing on a machine without a relay', async () => {
    await rm(join(root, 'relay'), { recursive: true });
    await expect(operatorToken().for('http://127.0.0.1:8787')).resolves.toBeUndefined();
  });
});

describe('isLoopback', () => {
  it.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['[::1]', true],
    ['127.0.0.1.evil.example', false],
    ['10.0.0.1', false],
    ['relay.example', false],
  ])('knows %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});
