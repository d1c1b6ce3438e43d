/** The message is not settled, and trying again later may settle it. Nothing is wrong with the engine. */
export class RetryLaterError extends Error {
  /** A code for logs and metrics, e.g. `http_429`. */
  readonly code: string;
  /** When it makes sense to try again, in milliseconds; undefined leaves it to the caller's own pace. */
  readonly retryAfterMs: number | undefined;

  constructor(code: string, retryAfterMs?: number) {
    super(`try again later: ${code}`);
    this.name = 'RetryLaterError';
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
