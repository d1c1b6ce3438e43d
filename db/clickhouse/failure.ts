import { ClickHouseError } from '@clickhouse/client';

/** `away`: the same query may succeed later; `slow`: it was given up. */
export type ClickhouseFailure = 'away' | 'slow' | 'bug';

/** Codes of the server: it is too busy, read only, not migrated yet, or does not let us in. */
const awayCodes = new Set(['60', '81', '192', '194', '202', '210', '241', '242', '394', '516']);
const slowCodes = new Set(['159', '160', '209']);

/** What a failed query means for whoever asked. */
export function clickhouseFailure(error: unknown): ClickhouseFailure {
  if (error instanceof ClickHouseError) {
    if (slowCodes.has(error.code)) return 'slow';
    if (awayCodes.has(error.code)) return 'away';
    return 'bug';
  }
  // The client throws plain errors for what happens on the way: refused, reset, timed out, an answer of a proxy.
  return error instanceof Error && Object.getPrototypeOf(error) === Error.prototype ? 'away' : 'bug';
}
