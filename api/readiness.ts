/** One server behind us: whether it answers, and how fast. */
export interface DependencyState {
  readonly name: string;
  readonly ok: boolean;
  readonly latencyMs?: number;
}

export interface Readiness {
  /** Asks every dependency; resolves within a bounded time, also when one hangs. */
  check(): Promise<readonly DependencyState[]>;
  /** False from the moment a stop signal came: a balancer sends nothing more. */
  readonly accepting: () => boolean;
}
