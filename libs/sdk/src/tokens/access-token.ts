import { isRecord } from '@otto/protocol';

/** When an access token was made and when it ends, in ms of the relay's clock. */
export interface TokenLife {
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Reads the claims of a JWT without checking its signature, which only the relay can. Undefined when it is not one. */
export function readTokenLife(accessToken: string): TokenLife | undefined {
  const [, claims = ''] = accessToken.split('.');
  try {
    const parsed: unknown = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
    if (!isRecord(parsed) || typeof parsed.exp !== 'number' || typeof parsed.iat !== 'number') return undefined;
    return { issuedAt: parsed.iat * 1000, expiresAt: parsed.exp * 1000 };
  } catch {
    return undefined;
  }
}
