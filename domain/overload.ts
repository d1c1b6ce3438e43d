/** How much is waiting between the endpoints and the pipeline. */
export interface Backlog {
  /** Age of the oldest event that is not applied yet. */
  readonly lagMs: number;
  readonly entries: number;
}

/**
 * Whether the endpoints are to be closed: from a limit on, and until everything is below half of its limit, so that they
 * do not open and close with every sample.
 */
export function isOverloaded(before: boolean, backlog: Backlog, max: Backlog): boolean {
  const factor = before ? 0.5 : 1;
  return backlog.lagMs >= max.lagMs * factor || backlog.entries >= max.entries * factor;
}
