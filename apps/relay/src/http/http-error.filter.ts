import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { OperationLog } from '@otto/logs';
import type { OttoError } from '@otto/protocol';
import type { Request, Response } from 'express';
import { discardBody } from './discard-body';
import { translateError } from './translate-error';

/** The one edge at which errors become HTTP answers. What the caller is not meant to see goes to the log. */
@Catch()
export class HttpErrorFilter implements ExceptionFilter {
  constructor(private readonly log: OperationLog) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const error = translateError(thrown);
    if (error.code === 'internal_error') this.#report(error, request, response);
    // Half an answer cannot be taken back; a cut connection at least does not look like a whole one.
    if (response.headersSent) {
      request.socket.destroy();
      return;
    }
    if (error.code === 'body_too_large') discardBody(request, response);
    answer(error, response);
  }

  #report(error: OttoError, request: Request, response: Response): void {
    this.log.write({
      level: 'error',
      source: 'relay',
      type: 'http_failure',
      requestId: String(response.getHeader('X-Request-Id')),
      data: { method: request.method, path: request.path, cause: causeText(error.cause) },
    });
  }
}

function answer(error: OttoError, response: Response): void {
  const { retryAfterMs, clientId } = error.details;
  if (typeof retryAfterMs === 'number') response.setHeader('Retry-After', Math.max(1, Math.ceil(retryAfterMs / 1000)));
  if (error.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  // Whose name is taken already: callers go on with that client rather than read its id out of a sentence.
  const whose = error.code === 'controller_name_conflict' ? { clientId } : {};
  response.status(error.status).json({ ...error.toBody(), ...whose });
}

function causeText(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
