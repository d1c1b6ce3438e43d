import { z } from 'zod';
import { digestOf } from '../event-id.ts';
import { type Fields, fields } from '../fields.ts';
import { idText } from '../id-text.ts';
import type { PlatformSettings, Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { timeText } from '../time-text.ts';
import { type KnownPerson, whoOf } from '../who.ts';
import { translateIdentify } from './identify.ts';
import { translateTrack } from './track.ts';

const messageSchema = z.looseObject({ type: z.string() });

/** What every call says, whatever it is about. */
export interface SegmentMessage {
  readonly body: Fields;
  readonly properties: Fields;
  readonly who: KnownPerson;
  readonly occurredAt: string;
  /** Segment's own id of the call, the same when it is sent again; of its contents where it has none. */
  readonly messageId: string;
  readonly settings: PlatformSettings;
}

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
      return forPerson(translateTrack);
    case 'identify':
    case 'alias':
      return forPerson(translateIdentify);
    case 'page':
    case 'screen':
    case 'group':
      return { kind: 'ignored', reason: 'not_needed' };
    default:
      return { kind: 'ignored', reason: 'unknown_topic' };
  }

  function forPerson(translate: (message: SegmentMessage) => Translation): Translation {
    const who = personOf(body);
    if (!who) return { kind: 'ignored', reason: 'no_person' };
    const { userId, anonymousId, event, timestamp } = body;
    return translate({
      body,
      properties: fields(body['properties']),
      who,
      occurredAt: timeText(timestamp) ?? timeText(body['originalTimestamp']) ?? new Date(receivedAt).toISOString(),
      messageId:
        idText(body['messageId']) ??
        digestOf([body.type, event, userId, anonymousId, timestamp, body['properties'], body['traits']]),
      settings,
    });
  }
}

/** Many shops use the e-mail address as the user's id: then it is no number of a customer, but it is an address. */
function personOf(body: Fields): KnownPerson | null {
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
