import type { MiddlewareHandler } from 'hono';
import { ServiceError } from '../../services/service-error.ts';
import type { ApiEnv } from '../api-deps.ts';

/**
 * Answers with 503 when a request takes longer than this; what it began may still complete. A timer per request costs
 * more than most of the events' route, so that one is excepted: its only wait is bounded by the log's own client.
 */
export function limitTime(timeoutMs: number, { except }: { except: string }): MiddlewareHandler<ApiEnv> {
  return async function limitTime(c, next) {
    if (c.req.path === except) return next();
    const { promise: tooLate, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => reject(new ServiceError('timeout', `This took longer than ${timeoutMs} ms and was given up. Try again.`)),
      timeoutMs,
    );
    try {
      await Promise.race([next(), tooLate]);
    } finally {
      clearTimeout(timer);
    }
  };
}
