/** Rates out of the way: a refused request would never reach what it was made for. */
export const withoutRateLimits = {
  RATE_EVENTS_PER_SECOND: '1000000',
  RATE_REQUESTS_PER_SECOND: '100000',
  RATE_REQUESTS_PER_STORE_PER_SECOND: '100000',
} as const;
