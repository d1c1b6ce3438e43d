import type { MiddlewareHandler } from 'hono';
import { ServiceError } from '../../services/service-error.ts';
import type { ApiEnv } from '../api-deps.ts';

/** Answers with 503 when a request takes longer than this; what it began may still complete. */
export function limitTime(timeoutMs: number): MiddlewareHandler<ApiEnv> {
  return async function limitTime(_c, next) {
    const { promise: tooLate, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new ServiceError('timeout', `This took longer than ${timeoutMs} ms and was given up. Try again.`)), timeoutMs);
    try {
      await Promise.race([next(), tooLate]);
    } finally {
      clearTimeout(timer);
    }
  };
}
