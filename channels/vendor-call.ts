import { hourMs } from '../domain/duration.ts';

/**
 * One HTTP call to a vendor, with the one distinction that sending needs: did the vendor get nothing, did it answer,
 * or is it unknown? The vendors' own SDKs blur it (Resend's reports a refused connection and a reset after the body
 * alike; Firebase's sends again on a reset by itself), so every provider sends through here.
 */
export interface VendorCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The caller's own end (shutdown, cancellation). */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Reads the text of an answer, for a vendor that speaks no JSON; what it throws makes the body undefined. */
  readonly parse?: (text: string) => unknown;
  /** Where a success says all in its status and headers: its body is not looked at. */
  readonly successBody?: 'ignored';
}

export interface VendorAnswer {
  readonly status: number;
  /** Parsed; undefined when the body cannot be read, is cut off or too large. */
  readonly body: unknown;
  readonly headers: Headers;
}

export type VendorFailure =
  /** Not one byte of the message left this machine. */
  | { readonly kind: 'not_sent'; readonly code: string }
  | { readonly kind: 'answered'; readonly answer: VendorAnswer }
  /** Bytes left, and no complete answer came back. */
  | { readonly kind: 'no_answer'; readonly cause: string };

/** A call that did not end in a 2xx with a body that can be read. Its text never holds what was sent or answered. */
export class VendorCallError extends Error {
  readonly failure: VendorFailure;
  constructor(failure: VendorFailure) {
    super(
      `vendor call failed: ${failure.kind === 'answered' ? `status ${failure.answer.status}` : failure.kind === 'not_sent' ? failure.code : failure.cause}`,
    );
    this.name = 'VendorCallError';
    this.failure = failure;
  }
}

/** How long a vendor may take for a whole answer unless the provider's settings say otherwise. */
export const vendorTimeoutMs = 15_000;
/** Longest answer read: a page of 50 sent messages of the largest size is about a quarter of it. */
export const answerBytesMax = 1_048_576;

/** Returns the answer of a 2xx with its parsed body; throws `VendorCallError` for everything else. Redirects are not followed. */
export async function callVendor(call: VendorCall): Promise<VendorAnswer> {
  if (call.signal.aborted) throw new VendorCallError({ kind: 'not_sent', code: 'cancelled' });
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(call.timeoutMs)]);
  const response = await fetch(call.url, {
    method: call.method,
    headers: call.headers,
    body: call.body,
    signal,
    redirect: 'manual',
  }).catch((error: unknown) => {
    throw new VendorCallError(failureOf(error));
  });
  const answer = {
    status: response.status,
    headers: response.headers,
    body: await readBody(response, call.parse ?? JSON.parse),
  };
  if (!response.ok) throw new VendorCallError({ kind: 'answered', answer });
  // A success that cannot be read names no message: the vendor may have it, or a proxy may have spoken.
  if (answer.body === undefined && call.successBody !== 'ignored')
    throw new VendorCallError({ kind: 'no_answer', cause: 'unreadable_success' });
  return answer;
}

/** Milliseconds to wait by `Retry-After` (seconds or an HTTP date), at most an hour; undefined when it says nothing. */
export function retryAfterMs(headers: Headers, now = Date.now()): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(0, Math.ceil(ms)), retryAfterMsMax) : undefined;
}
const retryAfterMsMax = hourMs;

async function readBody(response: Response, parse: (text: string) => unknown): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > answerBytesMax) return undefined;
      chunks.push(chunk);
    }
    return parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Causes that can only arise before the request is written: name look-up, connecting, the TLS handshake. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
]);

/** What a request that failed means: whether anything can have left. */
export function failureOf(error: unknown): VendorFailure {
  if (error instanceof DOMException)
    return { kind: 'no_answer', cause: error.name === 'TimeoutError' ? 'timeout' : 'cancelled' };
  const codes = causeCodes(error);
  const first = codes.find((code) => beforeSending.has(code));
  if (first && codes.every((code) => beforeSending.has(code))) return { kind: 'not_sent', code: first.toLowerCase() };
  return { kind: 'no_answer', cause: codes[0]?.toLowerCase() ?? 'connection_lost' };
}

/** Error codes behind a failed fetch; several when more than one address of the host was tried. */
function causeCodes(error: unknown): string[] {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const causes: unknown[] = cause instanceof AggregateError ? cause.errors : [cause];
  return causes.flatMap((each) =>
    each instanceof Error && 'code' in each && typeof each.code === 'string' ? [each.code] : [],
  );
}
