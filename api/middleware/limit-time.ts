import type { MiddlewareHandler } from 'hono';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { ApiEnv } from '../api-deps.ts';

/**
 * Returns 503 when a request takes longer than this; what it began may still complete. A timer per request costs
 * more than most of the events' route, so that one is excepted: each of its waits has a bound of its own, of the key's
 * look-up, of the rate and of the log, and together they stay below two seconds.
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
