/**
 * One measured figure beside the limit that the same machine allowed in the same run. Only the ratio can be compared
 * between machines.
 */
export interface BenchResult {
  /** What was measured, e.g. `single events, durable before 202`. */
  readonly name: string;
  /** Of `ours` and `raw`, e.g. `events/s`. */
  readonly unit: string;
  readonly ours: number;
  /** The same without us: the bare handler, the bare session, the raw command. */
  readonly raw: number;
  /** `ours / raw`, or `raw / ours` where less is better, so that 1 means "costs nothing". */
  readonly ratio: number;
  /** Latencies, sizes, what `raw` is. */
  readonly note?: string;
}
