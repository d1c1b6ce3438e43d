import { z } from '@hono/zod-openapi';
import { type ErrorCode, errorCodes } from '../../services/shared/service-error.ts';
import { errorStatus } from './error-status.ts';

export const errorSchema = z
  .object({
    error: z.object({
      code: z.enum(errorCodes),
      message: z.string(),
      path: z.string().optional().openapi({ description: 'Where the wrong value is.' }),
      details: z
        .record(z.string(), z.unknown())
        .optional()
        .openapi({ description: 'What a program needs to go on; which names it holds depends on the code.' }),
      requestId: z.string(),
    }),
  })
  .openapi('Error');

const examples: Partial<Record<ErrorCode, { message: string; path?: string }>> = {
  bad_request: { message: 'The body is not valid JSON.' },
  unauthenticated: { message: 'This API key is not known, or it was revoked.' },
  forbidden: { message: 'This key lacks the scope carts:read.' },
  not_found: { message: 'There is no such thing in this store.' },
  conflict: { message: 'An archived campaign cannot be activated.' },
  version_conflict: {
    message: 'The campaign was changed meanwhile: you saw revision 3, and it is at 4.',
    path: 'if-match',
  },
  gone: { message: 'The snippet of this store is switched off.' },
  idempotency_key_reused: {
    message: 'This Idempotency-Key came before with another request. Take a new key for a new request.',
    path: 'idempotency-key',
  },
  idempotency_key_in_use: { message: 'The first request with this Idempotency-Key is still being worked on.' },
  payload_too_large: { message: 'The body may have at most 1048576 bytes.' },
  unsupported_media_type: { message: 'Send the body as application/json.' },
  invalid: { message: 'Too small: expected number to be >=60000', path: 'cartIdleMs' },
  rate_limited: { message: 'Too many requests. Try again after the time in Retry-After.' },
  overloaded: { message: 'More is waiting than may wait. Try again after the time in Retry-After.' },
  unavailable: { message: 'A server behind the API is away. Try again.' },
  internal: { message: 'Something went wrong on our side. Try again, and name the requestId if it stays.' },
};

const descriptions: Partial<Record<ErrorCode, string>> = {
  bad_request: 'The request cannot be understood',
  unauthenticated: 'No key, or one that is unknown or revoked',
  forbidden: 'The key lacks the scope',
  second_factor_required: 'A second factor is demanded',
  sign_in_again: 'The session began too long ago for this',
  origin_mismatch: 'Not from a page of the dashboard',
  not_found: 'No such thing in this store',
  conflict: 'Not possible in the state it is in',
  version_conflict: 'Somebody changed it since it was read',
  gone: 'It is no more: stop asking',
  idempotency_key_reused: 'The Idempotency-Key came with another request',
  idempotency_key_in_use: 'The first request with this Idempotency-Key is not answered yet',
  payload_too_large: 'The body is too large',
  unsupported_media_type: 'The body is not JSON',
  invalid: 'A value is wrong; path says which',
  rate_limited: 'Too many requests',
  overloaded: 'Too much is waiting',
  unavailable: 'A server behind the API is away',
  internal: 'An error on our side',
};

/** The documented answers for these codes, to be spread into a route's `responses`. */
export function errorResponses<const C extends ErrorCode>(...codes: readonly C[]) {
  const entries = codes.map((code) => {
    const example = {
      error: { code, ...(examples[code] ?? { message: code }), requestId: '6f1f6d0e-3d0c-4b6e-9f53-1d1f0c2b7a10' },
    };
    const headers =
      code === 'rate_limited' || code === 'unavailable'
        ? { headers: z.object({ 'Retry-After': z.string().openapi({ description: 'Seconds to wait', example: '1' }) }) }
        : {};
    return [
      errorStatus[code],
      {
        description: descriptions[code] ?? code,
        content: { 'application/json': { schema: errorSchema, example } },
        ...headers,
      },
    ];
  });
  // Object.fromEntries forgets the keys; they are exactly the statuses of the codes.
  return Object.fromEntries(entries) as {
    [K in C as (typeof errorStatus)[K]]: {
      description: string;
      content: { 'application/json': { schema: typeof errorSchema; example: unknown } };
    };
  };
}
