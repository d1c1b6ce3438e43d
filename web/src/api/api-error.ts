/** The one envelope of every refusal: a stable code, words for people, and the id that support asks for. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  /** The part of the request that is wrong. */
  readonly path: string | null;
  readonly requestId: string | null;
  /** What a program needs to go on; which names it holds depends on the code. */
  readonly details: Readonly<Record<string, unknown>> | null;

  constructor(status: number, error: Partial<ErrorEnvelope['error']>) {
    super(error.message ?? 'The server could not be reached.');
    this.name = 'ApiError';
    this.status = status;
    this.code = error.code ?? 'unreachable';
    this.path = error.path ?? null;
    this.requestId = error.requestId ?? null;
    this.details = error.details ?? null;
  }

  /** Whether the same request may succeed later: a client's mistake never does. */
  get mayRetry(): boolean {
    return this.status >= 500 || this.status === 0 || this.status === 429;
  }
}

interface ErrorEnvelope {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly path?: string;
    readonly details?: Readonly<Record<string, unknown>>;
    readonly requestId: string;
  };
}

export function apiErrorOf(status: number, body: unknown): ApiError {
  return new ApiError(status, isEnvelope(body) ? body.error : { message: `The server answered ${status}.` });
}

function isEnvelope(body: unknown): body is ErrorEnvelope {
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'object';
}
