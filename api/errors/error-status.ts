import type { ErrorCode } from '../../services/shared/service-error.ts';

/** The HTTP status of every code. */
export const errorStatus = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  origin_mismatch: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  version_conflict: 412,
  id_reused: 409,
  idempotency_key_reused: 422,
  idempotency_key_in_use: 409,
  gone: 410,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  rate_limited: 429,
  quota_exceeded: 429,
  overloaded: 503,
  internal: 500,
  unavailable: 503,
  timeout: 503,
} as const satisfies Record<ErrorCode, number>;
