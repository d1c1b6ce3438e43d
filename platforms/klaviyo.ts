import { combine } from './combine.ts';
import { fields, fieldsOfEach, idText, topicText } from './fields.ts';
import { verifyHmac } from './hmac.ts';
import { translateMetric, understoodMetrics } from './klaviyo/metric.ts';
import { readKlaviyoEvent } from './klaviyo/read-event.ts';
import type { Platform, Translation, WebhookHead } from './platform.ts';
import { readJson, refuseDeep } from './read-json.ts';

/** One request holds a bulk at most; a forged one gets no further. */
const eventsPerRequestMax = 1_000;

/**
 * Events in the shape in which shops already send them to Klaviyo: its API's `{ data: { type: 'event', attributes } }`,
 * the older `{ event, customer_properties, properties }`, one or a list. Nobody signs them of old: the endpoint takes an API
 * key of the store, or an HMAC-SHA256 in hex as `X-Signature`.
 */
export const klaviyo: Platform = {
  name: 'klaviyo',
  topics: understoodMetrics,
  verify: ({ headers, body }, secrets) =>
    verifyHmac({ body, signature: headers['x-signature'], algorithm: 'sha256', encoding: 'hex' }, secrets),
  describe({ body }): WebhookHead {
    const read = readJson(body);
    const [only, ...others] = read.ok ? eventsIn(read.value) : [];
    if (!only) return { deliveryId: null, topic: 'unknown' };
    if (others.length > 0) return { deliveryId: null, topic: 'batch' };
    const { metric, uniqueId } = readKlaviyoEvent(only);
    return { deliveryId: idText(uniqueId) ?? null, topic: topicText(metric) };
  },
  translate({ body, receivedAt }, settings): Translation {
    const read = readJson(body, { inParts: true });
    if (!read.ok) return read.refused;
    const events = eventsIn(read.value);
    if (events.length > eventsPerRequestMax)
      return { kind: 'refused', path: 'data', message: `at most ${eventsPerRequestMax} events` };
    if (events.length === 0) return { kind: 'refused', path: '', message: 'an event of Klaviyo’s' };
    const parts = events.map(
      (event) => refuseDeep(event) ?? translateMetric(readKlaviyoEvent(event), { settings, receivedAt }),
    );
    return parts.length === 1 && parts[0] ? parts[0] : combine(parts, events);
  },
};

function eventsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return fieldsOfEach(value);
  const body = fields(value);
  if (Array.isArray(body['data'])) return body['data'];
  return Object.keys(body).length === 0 ? [] : [body['data'] ?? body];
}
