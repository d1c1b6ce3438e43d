import { translateAttributes } from './braze/attributes.ts';
import { translateBrazeEvent, translatedEvents } from './braze/event.ts';
import { purchasesByOrder, translatePurchases } from './braze/purchases.ts';
import { combine } from './combine.ts';
import { digestOf } from './event-id.ts';
import { fields, fieldsOfEach, topicText } from './fields.ts';
import { verifyHmac } from './hmac.ts';
import type { Platform, Translation, WebhookHead } from './platform.ts';
import { readJson, refuseDeep } from './read-json.ts';

/** Braze takes 75 events and 75 attribute objects in a request, bulk calls some more. */
const itemsPerRequestMax = 1_000;

/**
 * The body of Braze's `/users/track` with its recommended e-commerce events. Signed with an HMAC-SHA256 in hex as
 * `X-Signature`, or sent with an API key of the store.
 */
export const braze: Platform = {
  name: 'braze',
  topics: [...translatedEvents, 'purchases', 'attributes'],
  verify: ({ headers, body }, secrets) =>
    verifyHmac({ body, signature: headers['x-signature'], algorithm: 'sha256', encoding: 'hex' }, secrets),
  describe({ body }): WebhookHead {
    const read = readJson(body);
    const request = fields(read.ok ? read.value : null);
    const [only, ...others] = fieldsOfEach(request['events']);
    if (!only) {
      const topic = ['purchases', 'attributes'].find((name) => name in request) ?? 'unknown';
      return { deliveryId: null, topic };
    }
    return { deliveryId: null, topic: others.length > 0 ? 'batch' : topicText(only['name']) };
  },
  translate({ body, receivedAt }, settings): Translation {
    const read = readJson(body, { inParts: true });
    if (!read.ok) return read.refused;
    const events = fieldsOfEach(fields(read.value)['events']);
    const attributes = fieldsOfEach(fields(read.value)['attributes']);
    const purchases = fieldsOfEach(fields(read.value)['purchases']);
    const count = events.length + attributes.length + purchases.length;
    if (count > itemsPerRequestMax)
      return { kind: 'refused', path: 'events', message: `at most ${itemsPerRequestMax} items` };
    if (count === 0) return { kind: 'refused', path: 'events', message: 'events, purchases or attributes of users' };
    const seen = new Map<string, number>();
    const deep = purchases.filter((one) => refuseDeep(one) !== null);
    const orders = purchasesByOrder(purchases.filter((one) => refuseDeep(one) === null));
    return combine(
      [
        ...events.map(
          (event) =>
            refuseDeep(event) ??
            translateBrazeEvent(event, { settings, receivedAt, equalsBefore: countUp(seen, digestOf(event)) }),
        ),
        ...orders.map((order) => translatePurchases(order, { settings, receivedAt })),
        ...deep.flatMap((one) => refuseDeep(one) ?? []),
        ...attributes.map((one) => refuseDeep(one) ?? translateAttributes(one, receivedAt)),
      ],
      [...events, ...orders.map(({ purchases: items }) => items), ...deep, ...attributes],
    );
  },
};

/** How often a key was seen before. */
function countUp(seen: Map<string, number>, key: string): number {
  const before = seen.get(key) ?? 0;
  seen.set(key, before + 1);
  return before;
}
