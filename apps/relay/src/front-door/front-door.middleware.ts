import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { OttoRequest } from '../http/otto-request';
import type { FrontDoor } from './front-door';

const METHODS = 'GET, POST';
const HEADERS = 'Authorization, Content-Type, X-Otto-Registration-Secret';
const EXPOSED = 'Retry-After, X-Request-Id';
const PREFLIGHT_MAX_AGE_S = '600';

/** Runs the front door for HTTP, and answers what a browser asks on behalf of an origin that it let in (CORS). */
export function frontDoorMiddleware(frontDoor: FrontDoor) {
  return (request: Request, response: Response, next: NextFunction): void => {
    response.setHeader('X-Request-Id', randomUUID());
    // Answers differ by origin, even where none is sent.
    response.vary('Origin');
    const caller = frontDoor.admit(request);
    (request as OttoRequest).caller = caller;
    if (caller.origin === undefined) return next();
    response.setHeader('Access-Control-Allow-Origin', caller.origin);
    response.setHeader('Access-Control-Expose-Headers', EXPOSED);
    if (isPreflight(request)) answerPreflight(request, response);
    else next();
  };
}

function isPreflight(request: Request): boolean {
  return request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
}

function answerPreflight(request: Request, response: Response): void {
  response.setHeader('Access-Control-Allow-Methods', METHODS);
  response.setHeader('Access-Control-Allow-Headers', HEADERS);
  response.setHeader('Access-Control-Max-Age', PREFLIGHT_MAX_AGE_S);
  // Chrome asks before a page of a wider network may reach a narrower one such as loopback.
  if (request.headers['access-control-request-private-network'] === 'true') {
    response.setHeader('Access-Control-Allow-Private-Network', 'true');
  }
  response.status(204).end();
}
