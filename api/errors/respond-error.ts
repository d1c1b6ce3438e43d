import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import { failureCode, failureKind } from '../../services/shared/failure-kind.ts';
import { type ErrorCode, ServiceError } from '../../services/shared/service-error.ts';
import type { ApiEnv } from '../api-deps.ts';
import { errorStatus } from './error-status.ts';

const retryAfterSecondsDefault = 1;

/** The one shape of every answer that is no success. */
export interface ErrorEnvelope {
  readonly error: {
    readonly code: ErrorCode;
    readonly message: string;
    readonly path?: string;
    readonly details?: Readonly<Record<string, unknown>>;
    readonly requestId: string;
  };
}

/**
 * The one way from an error to an answer. What nobody foresaw, and what a server behind us did, is logged with the
 * request's id and answered without a word about its cause.
 */
export function respondError(c: Context<ApiEnv>, error: unknown, log: Logger): Response {
  return errorResponse(c, tellError(c, error, log));
}

/** The same for a part of an answer: of several questions, one may fail. */
export function tellError(c: Context<ApiEnv>, error: unknown, log: Logger): ServiceError {
  const known = asServiceError(error);
  const where = { requestId: c.get('requestId'), method: c.req.method, route: routePath(c, -1) };
  if (!known) log.error({ ...where, err: error }, 'request failed');
  else if (known.cause !== undefined) log.warn({ ...where, err: known.cause }, known.code);
  return (
    known ??
    new ServiceError('internal', 'Something went wrong on our side. Try again, and name the requestId if it stays.')
  );
}

export function envelopeOf(c: Context<ApiEnv>, { code, message, path, details }: ServiceError): ErrorEnvelope {
  return {
    error: {
      ...{ code, message },
      ...(path === undefined ? {} : { path }),
      ...(details === undefined ? {} : { details }),
      requestId: c.get('requestId'),
    },
  };
}

export function errorResponse(c: Context<ApiEnv>, error: ServiceError): Response {
  const { code, retryAfterMs } = error;
  const headers: Record<string, string> = {};
  const retrySeconds =
    retryAfterMs === undefined ? retryAfterSecondsDefault : Math.max(1, Math.ceil(retryAfterMs / 1_000));
  if (retryAfterMs !== undefined || code === 'unavailable' || code === 'timeout' || code === 'rate_limited')
    headers['retry-after'] = String(retrySeconds);
  if (code === 'unauthenticated') headers['www-authenticate'] = 'Bearer realm="cart-recovery"';
  return c.json(envelopeOf(c, error), errorStatus[code], headers);
}

function asServiceError(error: unknown): ServiceError | null {
  if (error instanceof ServiceError) return error;
  if (error instanceof HTTPException) return fromHttpException(error);
  return fromServerBehind(error);
}

/** Hono's own refusals, thrown before a handler runs. */
function fromHttpException(error: HTTPException): ServiceError | null {
  switch (error.status) {
    case 400:
      return new ServiceError('bad_request', 'The body is not valid JSON.');
    case 413:
      return new ServiceError('payload_too_large', 'The body is too large.');
    case 415:
      return new ServiceError('unsupported_media_type', 'Send the body as application/json.');
    default:
      return null;
  }
}

const statementCancelled = '57014';

/** A database that is away or too slow is no bug of ours, and the same request may pass a moment later. */
function fromServerBehind(cause: unknown): ServiceError | null {
  if (failureCode(cause) === statementCancelled)
    return new ServiceError('timeout', 'This took too long and was given up. Ask for less, or try again.', { cause });
  if (failureKind(cause) === 'transient')
    return new ServiceError('unavailable', 'A server behind the API is away. Try again.', { cause });
  return null;
}
