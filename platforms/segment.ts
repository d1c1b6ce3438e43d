import { combine } from './combine.ts';
import { fields, idText, topicText } from './fields.ts';
import { verifyHmac } from './hmac.ts';
import type { Platform, PlatformSettings, Translation, WebhookHead } from './platform.ts';
import { readJson, refuseDeep } from './read-json.ts';
import { withoutRequest } from './segment/deletion.ts';
import { translateMessage } from './segment/message.ts';
import { translatedEvents } from './segment/track.ts';

/** Segment sends no more messages than this in one request, and a forged batch gets no further. */
const messagesPerBatchMax = 2_500;

/** Segment's calls in its own shape, e-commerce spec v2: `track`, `identify`, `page`, `alias`, alone or as a `batch`. */
export const segment: Platform = {
  name: 'segment',
  topics: [...translatedEvents, 'identify', 'alias', 'delete'],
  verify: ({ headers, body }, secrets) =>
    verifyHmac({ body, signature: headers['x-signature'], algorithm: 'sha1', encoding: 'hex' }, secrets),
  describe({ body }): WebhookHead {
    const read = readJson(body);
    const message = fields(read.ok ? read.value : null);
    if (Array.isArray(message['batch'])) return { deliveryId: idText(message['messageId']) ?? null, topic: 'batch' };
    const kind = topicText(message['type']);
    const topic = typeof message['event'] === 'string' ? `${kind}: ${message['event']}` : kind;
    return { deliveryId: idText(message['messageId']) ?? null, topic };
  },
  translate({ body, receivedAt }, settings): Translation {
    const read = readJson(body, { inParts: true });
    if (!read.ok) return read.refused;
    const { batch } = fields(read.value);
    if (!Array.isArray(batch)) return translateOne(read.value, settings, receivedAt);
    if (batch.length > messagesPerBatchMax)
      return { kind: 'refused', path: 'batch', message: `at most ${messagesPerBatchMax} messages` };
    return combine(
      batch.map((message) => withoutRequest(translateOne(message, settings, receivedAt), receivedAt)),
      batch,
    );
  },
};

function translateOne(message: unknown, settings: PlatformSettings, receivedAt: number): Translation {
  return refuseDeep(message) ?? translateMessage(message, { settings, receivedAt });
}
