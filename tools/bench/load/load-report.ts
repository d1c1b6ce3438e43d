import type { Result } from 'autocannon';

/** What a load generator saw. */
export interface LoadReport {
  readonly requestsPerSecond: number;
  readonly answered: number;
  readonly failed: number;
  readonly p50Ms: number;
  readonly p97Ms: number;
  readonly p99Ms: number;
}

export function loadReportOf(result: Result): LoadReport {
  return {
    requestsPerSecond: result['2xx'] / result.duration,
    answered: result['2xx'],
    failed: result.non2xx + result.errors,
    p50Ms: result.latency.p50,
    p97Ms: result.latency.p97_5,
    p99Ms: result.latency.p99,
  };
}
