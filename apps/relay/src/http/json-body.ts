import type { NextFunction, Request, Response } from 'express';
import { LIMITS, OttoError } from '@otto/protocol';
import { readBody } from './read-body';

const MAX_DEPTH = 16;
const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-?8"?\s*)?$/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Puts the JSON object that a request carries into its `body`; requests without a body pass as they are. */
export function jsonBody(request: Request, _response: Response, next: NextFunction): void {
  if (!hasBody(request)) return next();
  // A web page can send text/plain or a form to any address without asking; application/json it cannot.
  if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) throw new OttoError('unsupported_media_type');
  // A small body that unpacks to a large one is not worth its trouble here.
  if (request.headers['content-encoding'] !== undefined) throw new OttoError('unsupported_media_type');
  readBody(request, LIMITS.httpBodyBytes)
    .then((bytes) => {
      request.body = parseObject(bytes);
    })
    .then(next, next);
}

function hasBody(request: Request): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}

/**
 * Refuses what no endpoint takes and recursive code behind would choke on: anything but an object, deep nesting, and keys
 * that reach a prototype.
 *
 * @throws OttoError `invalid_json`, `invalid_body`
 */
function parseObject(bytes: Buffer): object {
  const body = parse(bytes);
  if (!isObject(body) || Array.isArray(body)) throw invalid('it is not a JSON object');
  let level: object[] = [body];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw invalid(`it is nested deeper than ${MAX_DEPTH} levels`);
    if (level.some((value) => Object.hasOwn(value, '__proto__'))) throw invalid('it holds the key __proto__');
    level = level.flatMap((value) => Object.values(value).filter(isObject));
  }
  return body;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    // The parser's own words quote the body.
    throw new OttoError('invalid_json');
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function invalid(reason: string): OttoError {
  return new OttoError('invalid_body', { reason });
}
