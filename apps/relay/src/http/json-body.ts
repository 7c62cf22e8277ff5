import { LIMITS, OttoError } from '@otto/protocol';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

const MAX_DEPTH = 16;

/** Reads bodies: JSON only, bounded in size and depth, never compressed. */
export function useJsonBodies(app: NestExpressApplication): void {
  app.use(requireJson);
  app.useBodyParser('json', { limit: LIMITS.httpBodyBytes, inflate: false, strict: false });
  app.use(requirePlainObject);
}

// A web page can send text/plain or a form to any address without asking; application/json it cannot.
function requireJson(request: Request, _response: Response, next: NextFunction): void {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (hasBody(request) && type !== 'application/json') throw new OttoError('unsupported_media_type');
  next();
}

function hasBody(request: Request): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}

function requirePlainObject(request: Request, _response: Response, next: NextFunction): void {
  const body: unknown = request.body;
  if (body !== undefined) assertPlainObject(body);
  next();
}

/**
 * Refuses what no endpoint takes and recursive code behind would choke on: anything but an object, deep nesting, and keys
 * that reach a prototype.
 *
 * @throws OttoError `invalid_body`
 */
export function assertPlainObject(body: unknown): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('it is not a JSON object');
  let level: object[] = [body];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw invalid(`it is nested deeper than ${MAX_DEPTH} levels`);
    if (level.some((value) => Object.hasOwn(value, '__proto__'))) throw invalid('it holds the key __proto__');
    level = level.flatMap((value) => Object.values(value).filter(isObject));
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function invalid(reason: string): OttoError {
  return new OttoError('invalid_body', { reason });
}
