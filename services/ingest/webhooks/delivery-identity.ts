import { hash } from 'node:crypto';

/** What tells one delivery of an integration from another. */
export interface DeliveryIdentity {
  /** The platform's own name of it; null: it has none. Not signed, and no platform keeps it as unique as it says. */
  readonly deliveryId: string | null;
  readonly topic: string;
  readonly body: Uint8Array;
}

/** A date with a time of day, as ISO 8601 and SQL write it. */
const dateAndTime = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;
/** A field such as `created_at` or `timestamp` in seconds or milliseconds since 1970, between 2001 and 2033. */
const epochTime = /"\w{0,32}?(?:_at|At|[tT]ime|stamp)":\s{0,4}"?1\d{9}(?:\d{3})?\b/;

/**
 * The key under which a delivery is kept once; null: nothing can repeat it.
 *
 * A platform's id alone is never enough: WooCommerce makes it of the webhook and the second, so that two orders of one
 * second share it, and whoever has seen a signed body can send it again under a new one. So the bytes decide. A body
 * that says when something happened is the same fact whenever it comes again. One that names no moment, such as
 * `{"id":723}` for an order that was deleted, restored and deleted again, may tell two facts in the same bytes: there
 * the platform's id counts too.
 */
export function deliveryIdentity({ deliveryId, topic, body }: DeliveryIdentity): string | null {
  const digest = hash('sha256', body, 'base64url');
  if (namesMoment(body)) return hash('sha256', `${topic}\n${digest}`, 'base64url');
  return deliveryId === null ? null : hash('sha256', `${topic}\n${digest}\n${deliveryId}`, 'base64url');
}

function namesMoment(body: Uint8Array): boolean {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  return dateAndTime.test(text) || epochTime.test(text);
}
