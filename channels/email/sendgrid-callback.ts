import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { hourMs } from '../../domain/duration.ts';
import { printed } from '../../domain/printed.ts';
import { type Fields, isRecent, isTimestamp, objectOf, readJson } from '../callback-body.ts';
import {
  type CallbackRequest,
  clickOf,
  type DeliveryReport,
  type Meaning,
  messageIdOf,
  type ProviderCallback,
  sentAs,
  UntranslatableCallbackError,
} from '../provider-callback.ts';
import { vendorCode } from '../vendor-code.ts';
import { faultOf, statusIn } from './enhanced-status.ts';

export interface SendgridCallbackSettings {
  /** Verification key of the signed event webhook: base64 of the public key. */
  readonly webhookKey: string;
}

/** SendGrid repeats a batch for 24 hours, and nowhere says that it signs it anew; a batch that was taken is known by its reports. */
const ageMaxMs = 25 * hourMs;

/** SendGrid's event webhook: batches of events, signed with ECDSA over a time and the raw bytes. */
export function createSendgridCallback({ webhookKey }: SendgridCallbackSettings): ProviderCallback {
  const key = readSendgridKey(webhookKey);
  return { verify: (request) => key !== undefined && isSigned(request, key), split, translate };
}

/** Undefined for what is no such key. */
export function readSendgridKey(key: string): KeyObject | undefined {
  try {
    const read = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    return read.asymmetricKeyType === 'ec' ? read : undefined;
  } catch {
    return undefined;
  }
}

function isSigned({ headers, body, receivedAtMs }: CallbackRequest, key: KeyObject): boolean {
  const signature = headers['x-twilio-email-event-webhook-signature'];
  const timestamp = headers['x-twilio-email-event-webhook-timestamp'];
  if (!signature || !isTimestamp(timestamp) || !isRecent(timestamp, receivedAtMs, ageMaxMs)) return false;
  return verify('sha256', Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'base64'));
}

function split({ body }: CallbackRequest): readonly Uint8Array[] {
  const events = readBody(body);
  if (!Array.isArray(events)) throw new UntranslatableCallbackError('The body is no JSON array of events.');
  return events.map((event) => Buffer.from(JSON.stringify(event)));
}

/** One event of a batch. */
function translate({ body, receivedAtMs }: CallbackRequest): readonly DeliveryReport[] {
  const event = objectOf(readBody(body));
  if (!event) throw new UntranslatableCallbackError('The event is no JSON object.');
  const name = event['event'];
  if (typeof name !== 'string') throw new UntranslatableCallbackError('The event has no text "event".');
  const meaning = meaningOf(name, event);
  if (!meaning) return [];
  const providerMessageId = messageIdOf(idOf(event), 'sg_message_id');
  const at = event['timestamp'];
  const atMs = typeof at === 'number' && Number.isFinite(at) && at > 0 ? at * 1_000 : receivedAtMs;
  return [
    {
      reportId: reportIdOf(event) ?? `${providerMessageId}:${name}:${atMs}`,
      providerMessageId,
      sentAs: sentAs(event['store'], event['message']),
      // SendGrid's clock may be ahead of ours.
      atMs: Math.min(atMs, receivedAtMs),
      ...meaning,
    },
  ];
}

function reportIdOf({ sg_event_id: id }: Fields): string | undefined {
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/**
 * What SendGrid answered as `x-message-id` begins the id that its machines made of it (`….filter0077p1las1.…`, `….recvd-…`). Where
 * only the machines' part came, the name of the e-mail has it.
 */
function idOf({ sg_message_id: id, 'smtp-id': named }: Fields): unknown {
  const [, own] = typeof id === 'string' ? (/^(.+?)\.(?:filter|recv)/.exec(id) ?? []) : [];
  const [, local] = typeof named === 'string' ? (/^<?([^<>@]+)@/.exec(named) ?? []) : [];
  return own ?? local ?? id;
}

/** Undefined: news of another kind, such as `processed` or `deferred`. */
function meaningOf(name: string, event: Fields): Meaning | undefined {
  switch (name) {
    case 'delivered':
      return { kind: 'delivered' };
    case 'open':
      // The mailbox's own machines looked at it: it arrived, and nobody has read it.
      return event['sg_machine_open'] === true ? { kind: 'delivered', code: 'machine_open' } : { kind: 'opened' };
    case 'click':
      return clickOf(event['useragent']);
    case 'bounce':
      return bounceOf(event);
    case 'dropped':
      return droppedFor(printed(event['reason']));
    case 'spamreport':
      return { kind: 'complained' };
    case 'unsubscribe':
    case 'group_unsubscribe':
      return { kind: 'unsubscribed', code: name };
    default:
      return undefined;
  }
}

/**
 * A block is about who sends, and never about the address. The status says more than the label, and the label more than the
 * sentence; without a status nothing is concluded.
 */
function bounceOf({ status, type, reason }: Fields): Meaning {
  if (typeof status !== 'string' || status === '')
    throw new UntranslatableCallbackError('The bounce has no text "status".');
  const fault = faultOf(status) ?? faultOf(statusIn(reason));
  const permanent = type !== 'blocked' && (fault === undefined ? !status.startsWith('4') : fault === 'address');
  const isBlocked = type === 'blocked' ? fault !== 'later' : fault === 'sender';
  return { kind: 'bounced', code: vendorCode(status), permanent, ...(isBlocked ? { fault: 'blocked' } : {}) };
}

/** SendGrid did not even try. What its own lists hold is no bounce of this message, and says nothing new of the address. */
function droppedFor(reason: string): Meaning {
  const listed = lists.get(reason);
  return listed ? { kind: 'refused', code: listed } : { kind: 'failed', code: faults.get(reason) ?? 'dropped' };
}
const lists: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'Bounced Address': 'list_bounced',
    'Unsubscribed Address': 'list_unsubscribed',
    'Spam Reporting Address': 'list_complained',
    Invalid: 'list_invalid',
  }),
);
const faults: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'Spam Content': 'spam_content',
    'Invalid SMTPAPI header': 'invalid_header',
    'Recipient List over Package Quota': 'over_quota',
  }),
);

function readBody(body: Uint8Array): unknown {
  const json = readJson(body);
  if (json === undefined) throw new UntranslatableCallbackError('The body is no JSON.');
  return json;
}
