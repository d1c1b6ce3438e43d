import { z } from 'zod';
import { digestOf } from '../event-id.ts';
import { type Fields, fields, idText } from '../fields.ts';
import type { PlatformSettings, Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { timeText } from '../time-text.ts';
import { type KnownCustomer, whoOf } from '../who.ts';
import { deletionOf } from './deletion.ts';
import { translateIdentify } from './identify.ts';
import type { SegmentMessage } from './segment-message.ts';
import { translateTrack } from './track.ts';

const messageSchema = z.looseObject({ type: z.string() });

/** One call of Segment's. */
export function translateMessage(
  value: unknown,
  { settings, receivedAt }: { readonly settings: PlatformSettings; readonly receivedAt: number },
): Translation {
  const read = readAs(messageSchema, value);
  if (!read.ok) return read.refused;
  const body = read.value;
  switch (body.type) {
    case 'track':
      return translateTrack(messageOf(body));
    case 'identify':
    case 'alias':
      return personOf(body) ? translateIdentify(messageOf(body)) : { kind: 'ignored', reason: 'no_person' };
    // Segment passes a request for erasure on to its destinations so.
    case 'delete':
      return deletionOf(messageOf(body));
    case 'page':
    case 'screen':
    case 'group':
      return { kind: 'ignored', reason: 'not_needed' };
    default:
      return { kind: 'ignored', reason: 'unknown_topic' };
  }

  function messageOf(body: z.infer<typeof messageSchema>): SegmentMessage {
    const { userId, anonymousId, event, timestamp } = body;
    const toldAt = timeText(timestamp) ?? timeText(body['originalTimestamp']);
    return {
      body,
      properties: fields(body['properties']),
      who: personOf(body) ?? {},
      occurredAt: toldAt ?? new Date(receivedAt).toISOString(),
      isDated: toldAt !== null,
      messageId:
        idText(body['messageId']) ??
        digestOf([body.type, event, userId, anonymousId, timestamp, body['properties'], body['traits']]),
      settings,
    };
  }
}

/** Many shops use the e-mail address as the user's id: then it is no number of a customer, but it is an address. */
function personOf(body: Fields): KnownCustomer | null {
  const userId = idText(body['userId']);
  const isAddress = userId?.includes('@') === true;
  const said = [fields(body['traits']), fields(fields(body['context'])['traits']), fields(body['properties'])];
  return whoOf({
    anonymousId: body['anonymousId'] ?? (body['type'] === 'alias' ? body['previousId'] : undefined),
    customerId: isAddress ? undefined : userId,
    emails: [...said.map(({ email }) => email), userId],
    phones: said.map(({ phone }) => phone),
  });
}
