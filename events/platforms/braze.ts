import { translateAttributes } from './braze/attributes.ts';
import { translateBrazeEvent } from './braze/event.ts';
import { combine } from './combine.ts';
import { fields, fieldsOfEach } from './fields.ts';
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
  verify: ({ headers, body }, secrets) =>
    verifyHmac({ body, signature: headers['x-signature'], algorithm: 'sha256', encoding: 'hex' }, secrets),
  describe({ body }): WebhookHead {
    const read = readJson(body);
    const [only, ...others] = fieldsOfEach(fields(read.ok ? read.value : null)['events']);
    if (!only)
      return { deliveryId: null, topic: read.ok && 'attributes' in fields(read.value) ? 'attributes' : 'unknown' };
    return { deliveryId: null, topic: others.length > 0 || typeof only['name'] !== 'string' ? 'batch' : only['name'] };
  },
  translate({ body, receivedAt }, settings): Translation {
    const read = readJson(body, { inParts: true });
    if (!read.ok) return read.refused;
    const events = fieldsOfEach(fields(read.value)['events']);
    const attributes = fieldsOfEach(fields(read.value)['attributes']);
    if (events.length + attributes.length > itemsPerRequestMax)
      return { kind: 'refused', path: 'events', message: `at most ${itemsPerRequestMax} items` };
    if (events.length + attributes.length === 0)
      return { kind: 'refused', path: 'events', message: 'events or attributes of users' };
    return combine(
      [
        ...events.map((event) => refuseDeep(event) ?? translateBrazeEvent(event, { settings, receivedAt })),
        ...attributes.map((one) => refuseDeep(one) ?? translateAttributes(one, receivedAt)),
      ],
      [...events, ...attributes],
    );
  },
};
