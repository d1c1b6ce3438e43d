import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { inTime } from '../../runtime/in-time.ts';
import { ServiceError } from '../../services/shared/service-error.ts';

const windowSeconds = 1;
/** A process fetches this share of a second's points at once and spends them by itself. */
const leasesPerWindow = 50;
const keysMax = 10_000;
/** How long Redis is waited for, and how long it is not asked after it did not answer: one that hangs does not say so. */
const answerMsMax = 200;
const unaskedMs = 2_000;

export interface BudgetOptions {
  readonly redis: Redis;
  /** Names the policy in headers and in Redis. */
  readonly name: string;
  /** Points per second and key, over all processes. */
  readonly pointsPerSecond: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** What is left, for the answer's headers. */
export interface BudgetState {
  readonly remaining: number;
  readonly resetSeconds: number;
}

export interface Budget {
  /** Value of the header `RateLimit-Policy`. */
  readonly policy: string;
  /** Spends points of a key, mostly without waiting. Throws `rate_limited` when there are none. */
  take(key: string, points: number): BudgetState | Promise<BudgetState>;
  /** Value of the header `RateLimit`. */
  describe(state: BudgetState): string;
}

interface Lease {
  points: number;
  remaining: number;
  readonly until: number;
  readonly blocked: boolean;
}

/**
 * A limit over all processes that costs about fifty Redis calls a second instead of one per request: points are leased
 * in portions and spent in memory. Redis being away, or hanging, never refuses anybody and holds nobody up for longer than
 * a moment: then each process counts for itself.
 */
export function createBudget({ redis, name, pointsPerSecond, now }: BudgetOptions): Budget {
  const options = { keyPrefix: `rate:${name}`, points: pointsPerSecond, duration: windowSeconds };
  const alone = new RateLimiterMemory(options);
  const together = new RateLimiterRedis({
    ...options,
    storeClient: redis,
    rejectIfRedisNotReady: true,
  });
  let askedAgainAt = Number.NEGATIVE_INFINITY;
  const portion = Math.max(1, Math.ceil(pointsPerSecond / leasesPerWindow));
  const leases = new LRUCache<string, Lease>({ max: keysMax });
  const leasing = new Map<string, Promise<Lease>>();

  const consume = async (key: string, points: number): Promise<RateLimiterRes> => {
    if (now() < askedAgainAt) return alone.consume(key, points);
    try {
      return await inTime(together.consume(key, points), answerMsMax);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw error;
      askedAgainAt = now() + unaskedMs;
      return alone.consume(key, points);
    }
  };

  const fetchLease = async (key: string, points: number): Promise<Lease> => {
    const lease = await consume(key, points).then(
      (left): Lease => ({ points, remaining: left.remainingPoints, until: now() + left.msBeforeNext, blocked: false }),
      (refused: unknown): Lease => {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return { points: 0, remaining: 0, until: now() + refused.msBeforeNext, blocked: true };
      },
    );
    leases.set(key, lease);
    return lease;
  };

  const spend = (lease: Lease | undefined, points: number): BudgetState | null => {
    if (!lease || lease.until <= now()) return null;
    if (lease.blocked) throw tooMany(lease.until - now());
    if (lease.points < points) return null;
    lease.points -= points;
    return { remaining: lease.points + lease.remaining, resetSeconds: windowSeconds };
  };

  const takeSlowly = async (key: string, points: number): Promise<BudgetState> => {
    for (;;) {
      const spent = spend(leases.get(key), points);
      if (spent) return spent;
      const running = leasing.get(key);
      if (running !== undefined) {
        await running;
        continue;
      }
      const leased = fetchLease(key, Math.max(portion, points));
      leasing.set(key, leased);
      await leased.finally(() => leasing.delete(key));
    }
  };

  return {
    policy: `"${name}";q=${pointsPerSecond};w=${windowSeconds}`,
    take: (key, asked) => {
      // A batch larger than a whole second's points takes all of them, or it could never pass.
      const points = Math.min(asked, pointsPerSecond);
      return spend(leases.get(key), points) ?? takeSlowly(key, points);
    },
    describe: ({ remaining, resetSeconds }) => `"${name}";r=${remaining};t=${resetSeconds}`,
  };
}

function tooMany(waitMs: number): ServiceError {
  return new ServiceError('rate_limited', 'Too many requests. Try again after the time in Retry-After.', {
    retryAfterMs: waitMs,
  });
}
