import type { FetchedResource } from '../platform.ts';

/**
 * The platform's own API, asked for what its webhooks did not bring. Answers come as the platform's own JSON:
 * `translateFetched` of the platform understands them, with the same event ids as in its webhooks.
 */
export interface PlatformClient {
  /** What a thin webhook only named; null: it is gone. Throws `PlatformApiError`. */
  read(resource: FetchedResource, id: string, signal: AbortSignal): Promise<unknown>;
  /** What changed in the span, page by page, bounded. Throws `PlatformApiError`. */
  changed(span: ChangedSpan): AsyncIterable<readonly ChangedThing[]>;
}

export interface ChangedThing {
  readonly resource: FetchedResource;
  readonly id: string;
  /** Parsed JSON without the envelope around it. */
  readonly body: unknown;
}

export interface ChangedSpan {
  /** Epoch milliseconds. */
  readonly since: number;
  readonly until: number;
  readonly signal: AbortSignal;
}

/** Where and as whom a platform's API is asked. */
export interface ApiAccess {
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string;
}

/**
 * `denied`: the token is not good (any more), which a person has to mend; `busy` and `away` pass by themselves;
 * `strange`: it answers something that its documentation does not know.
 */
export type PlatformProblem = 'denied' | 'busy' | 'away' | 'strange';

/** An answer of a platform's API that is none. The message names the problem, never what was asked or answered. */
export class PlatformApiError extends Error {
  override readonly name = 'PlatformApiError';
  readonly problem: PlatformProblem;
  /** When the platform said to come back, milliseconds from now. */
  readonly retryAfterMs: number | undefined;

  constructor(
    problem: PlatformProblem,
    message: string,
    { retryAfterMs, cause }: { readonly retryAfterMs?: number; readonly cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }

  get passes(): boolean {
    return this.problem === 'busy' || this.problem === 'away';
  }
}
