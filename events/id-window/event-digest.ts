import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { AcceptedEvent } from '../event.ts';
import type { Repetition } from '../event-log.ts';

/** Characters of the digest of an id, and of a body. All are ASCII, so that a command with them needs no buffer. */
export const idDigestLength = 16;
const bodyDigestLength = 8;
/** Characters of what the window is told of one event. */
export const idRecordLength = 1 + idDigestLength + bodyDigestLength;

/** 96 bits of a hash of an event's id in base64: of one length, and says nothing of the shop. */
export function idDigestOf(eventId: string): string {
  return hash('sha256', eventId, 'base64').slice(0, idDigestLength);
}

/**
 * What the window is told of one event: whether a repetition of it has its body too (`b`) or
 * only its id (`i`), the digest of the id, and that of the body. `json` is the event as the log keeps it.
 */
export function idRecordOf(event: AcceptedEvent, json: string, repetition: Repetition): string {
  const body = repetition === 'same_body_but_time' ? json.replace(timeField, '') : json;
  return `${repetition === 'same_id' ? 'i' : 'b'}${idDigestOf(event.id)}${bodyDigestOf(body)}`;
}

/** The first of that name is the event's own: only the id stands before it. */
const timeField = /,"occurredAt":"[^"]*"/;

/**
 * 32 bits that tell two bodies under one id apart: no protection against somebody who looks for two that agree, which
 * would lose an event of their own. The fields are in the order of the schema, whatever their order was in the request;
 * what the endpoint adds stands last and is left out.
 */
function bodyDigestOf(json: string): string {
  const end = json.lastIndexOf(',"storeId":');
  return crc32(end === -1 ? json : json.slice(0, end))
    .toString(16)
    .padStart(bodyDigestLength, '0');
}
