/**
 * The trace that a request belongs to, as W3C Trace Context writes it (https://www.w3.org/TR/trace-context/#traceparent-header):
 * `<version>-<trace id>-<parent id>-<flags>`, lower-case hexadecimal. It is carried from the request to the recovery that comes of it, as
 * it came: the engine makes no spans of its own, so it neither invents a trace nor changes the parent.
 *
 * `tracestate` is not kept. It is up to 512 characters of what each vendor on the way likes to say, of use to those who
 * continue a trace span by span, and what stands in it is nobody's to vouch for: it may name customers.
 */

/** Version 00 only: a later version may mean anything by these places, and is ignored until it is known. */
const versionZero = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const traceparentLength = 55;
const traceIdStart = 3;
const traceIdLength = 32;

/**
 * Returns the value of a `traceparent` header, or undefined where it is absent or not valid: a trace helps whoever looks
 * for an error, and must never be one.
 */
export function parseTraceparent(header: unknown): string | undefined {
  if (typeof header !== 'string' || header.length !== traceparentLength) return undefined;
  return versionZero.test(header) ? header : undefined;
}

/** Returns the id that all parts of a trace share, as a field of a line in a log; no field without a trace. */
export function traceIdIn(traceparent: string | null | undefined): { readonly traceId?: string } {
  if (traceparent == null) return {};
  return { traceId: traceparent.slice(traceIdStart, traceIdStart + traceIdLength) };
}
