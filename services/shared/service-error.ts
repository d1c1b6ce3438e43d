/**
 * What a caller can do about it: the one list of codes. They are part of the public API (the envelope carries them),
 * so add, never rename.
 */
export const errorCodes = [
  /** The request cannot be understood: malformed JSON, a cursor that is none. */
  'bad_request',
  /** No key, or one that is unknown or revoked. */
  'unauthenticated',
  /** The key lacks the scope. */
  'forbidden',
  /** A person may do this once they have a second factor: where their team or the installation demands one. */
  'second_factor_required',
  /** A person may do this if they signed in a moment ago. */
  'sign_in_again',
  /** A request by cookie that does not come from the dashboard's own pages. */
  'origin_mismatch',
  /** No such thing in this store. */
  'not_found',
  'method_not_allowed',
  /** The thing exists, but not in a state that allows this. */
  'conflict',
  /** It was changed since the caller read it: `details` says what stands there now. */
  'version_conflict',
  /** The id of an event that came before with another body. */
  'id_reused',
  /** An `Idempotency-Key` that came before with another request. */
  'idempotency_key_reused',
  /** The first request with this `Idempotency-Key` is still being worked on. */
  'idempotency_key_in_use',
  /** It was there and is no more: stop asking. */
  'gone',
  'payload_too_large',
  'unsupported_media_type',
  /** Understood, but a value is wrong; `path` says which. */
  'invalid',
  /** A chosen password that is among those tried first. */
  'password_common',
  /** A chosen password that is little else than words that everybody knows of the person, the store or the product. */
  'password_own_words',
  /** A chosen password of a handful of characters, again and again. */
  'password_repeated',
  'rate_limited',
  /** The plan of the store includes no more of this. */
  'quota_exceeded',
  /** More is waiting than may wait: come back after the time in Retry-After. */
  'overloaded',
  /** A server behind us is away: the same request may succeed later. */
  'unavailable',
  'timeout',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface ErrorPlace {
  /** Where the wrong value is, e.g. `rules.0.delayMs`. */
  readonly path?: string;
  /** When trying again makes sense, in milliseconds from now. */
  readonly retryAfterMs?: number;
  /** What a program needs to go on, by code. The same rules as for the message. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * An outcome that the caller has to know of. The message is a sentence for the caller: what is wrong and what would be
 * right, never a secret, never personal data, never the text of an unexpected error.
 *
 * @example throw new ServiceError('not_found', 'There is no cart with this id.', { path: 'id' });
 */
export class ServiceError extends Error {
  readonly code: ErrorCode;
  readonly path: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly details: ErrorPlace['details'];

  constructor(code: ErrorCode, message: string, { path, retryAfterMs, details, cause }: ErrorPlace = {}) {
    super(message, { cause });
    this.name = 'ServiceError';
    this.code = code;
    this.path = path;
    this.retryAfterMs = retryAfterMs;
    this.details = details;
  }
}
