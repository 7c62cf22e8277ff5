import { createHmac } from 'node:crypto';
import { sign, type SignOptions } from 'jsonwebtoken';
import { TOKEN_SECRET } from './relay-under-test';

type Forge = (genuine: string) => string;

const OTHER_SECRET = 'another-secret-of-at-least-32-bytes';
const NODE_CLAIMS = { role: 'node', clientId: undefined, controllerId: undefined, scopes: [] };
const FAR_FUTURE = 4_102_444_800;

/** Signs the claims of a genuine controller token again, changed; `undefined` leaves a claim out. */
export function forge(
  genuine: string,
  changes: Readonly<Record<string, unknown>> = {},
  { secret = TOKEN_SECRET, ...options }: SignOptions & { secret?: string } = {},
): string {
  const claims = JSON.parse(Buffer.from(genuine.split('.')[1] ?? '', 'base64url').toString()) as object;
  const changed = Object.entries({ ...claims, ...changes }).filter(([, value]) => value !== undefined);
  return sign(Object.fromEntries(changed), secret, { algorithm: 'HS256', ...options });
}

function unsigned(genuine: string, signature: string): string {
  const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  return `${header}.${genuine.split('.')[1]}${signature}`;
}

function signedWithNothing(genuine: string): string {
  const [header, payload] = genuine.split('.');
  return `${header}.${payload}.${createHmac('sha256', '').update(`${header}.${payload}`).digest('base64url')}`;
}

/** Access tokens that must not hold, made of a genuine one of a controller; those with other claims even signed as they should be. */
export const FORGERIES: readonly (readonly [string, Forge])[] = [
  ['unsigned', (genuine) => unsigned(genuine, '.')],
  ['unsigned and cut', (genuine) => unsigned(genuine, '')],
  ['unsigned with the signature of the genuine one', (genuine) => unsigned(genuine, `.${genuine.split('.')[2]}`)],
  ['signed by another algorithm', (genuine) => forge(genuine, {}, { algorithm: 'HS512' })],
  ['signed with another secret', (genuine) => forge(genuine, {}, { secret: OTHER_SECRET })],
  ['signed with an empty secret', signedWithNothing],
  ['of another issuer', (genuine) => forge(genuine, { iss: 'somebody' })],
  ['for another audience', (genuine) => forge(genuine, { aud: 'others' })],
  ['for several audiences', (genuine) => forge(genuine, { aud: ['otto-clients', 'others'] })],
  ['of no role', (genuine) => forge(genuine, { role: undefined })],
  ['of a role that there is not', (genuine) => forge(genuine, { role: 'operator' })],
  ['of a node, made from that of a controller', (genuine) => forge(genuine, { role: 'node' })],
  ['of a node by name', (genuine) => forge(genuine, { role: 'node', nodeId: 'node_a' })],
  ['of a node in place of its client', (genuine) => forge(genuine, { ...NODE_CLAIMS, nodeId: 'node_a' })],
  ['of a client that does not exist', (genuine) => forge(genuine, { clientId: 'clt_nobody' })],
  ['with more scopes than its family has', (genuine) => forge(genuine, { scopes: ['*'] })],
  ['with less scopes than its family has', (genuine) => forge(genuine, { scopes: [] })],
  ['of another controller', (genuine) => forge(genuine, { controllerId: 'ctl_somebody' })],
  ['of no client', (genuine) => forge(genuine, { clientId: undefined })],
  ['that is over', (genuine) => forge(genuine, { exp: 1 })],
  ['without an end', (genuine) => forge(genuine, { exp: undefined })],
  ['from the future', (genuine) => forge(genuine, { iat: FAR_FUTURE })],
  ['of no family', (genuine) => forge(genuine, { jti: undefined })],
  ['of a family that does not exist', (genuine) => forge(genuine, { jti: 'rf_nothing.x' })],
  ['whose scopes are no list', (genuine) => forge(genuine, { scopes: '*' })],
];
