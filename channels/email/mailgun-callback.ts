import { createHmac } from 'node:crypto';
import { hourMs } from '../../domain/duration.ts';
import { printed } from '../../domain/printed.ts';
import { isSameText } from '../../runtime/same-text.ts';
import { type Fields, fieldsOf, isRecent, isTimestamp, readJson } from '../callback-body.ts';
import {
  type CallbackRequest,
  clickOf,
  type DeliveryReport,
  type Meaning,
  messageIdOf,
  type ProviderCallback,
  type ReceivedMail,
  sentAs,
  UntranslatableCallbackError,
} from '../provider-callback.ts';
import { vendorCode } from '../vendor-code.ts';
import { faultOf, statusIn } from './enhanced-status.ts';

export interface MailgunCallbackSettings {
  /** HTTP webhook signing key of the account. */
  readonly webhookKey: string;
}

/** Mailgun repeats a webhook for 8 hours under the same signature. */
const ageMaxMs = 9 * hourMs;

/**
 * Mailgun's webhooks: JSON that carries its signature, an HMAC of a time and a token. The body is not signed, so each token is
 * good for one body.
 */
export function createMailgunCallback({ webhookKey }: MailgunCallbackSettings): ProviderCallback {
  return {
    verify: (request) => webhookKey !== '' && isSigned(request, webhookKey),
    nonce: ({ body }) => signatureOf(body)?.token,
    translate,
    receivedMail: (request) => receivedMail(request, webhookKey),
  };
}

/** A route of Mailgun's whose address ends in `mime`: a form with the mail as it came, signed as its webhooks are. */
async function receivedMail(
  { headers, body, receivedAtMs }: CallbackRequest,
  key: string,
): Promise<ReceivedMail | undefined> {
  const type = headers['content-type'] ?? '';
  const form = await new Response(Uint8Array.from(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => null);
  const signed = form ? signedFields(Object.fromEntries(form)) : undefined;
  if (!form || key === '' || !signed || !isSignedBy(signed, receivedAtMs, key)) return undefined;
  const [mail, recipient] = [form.get('body-mime'), form.get('recipient')];
  if (mail === null)
    throw new UntranslatableCallbackError('The form has no "body-mime": the address of the route has to end in mime.');
  const raw = typeof mail === 'string' ? Buffer.from(mail) : new Uint8Array(await mail.arrayBuffer());
  const recipients = typeof recipient === 'string' ? recipient.split(',').map((one) => one.trim()) : [];
  return { raw, recipients, nonce: signed.token };
}

function isSigned({ body, receivedAtMs }: CallbackRequest, key: string): boolean {
  const signed = signatureOf(body);
  return signed !== undefined && isSignedBy(signed, receivedAtMs, key);
}

function isSignedBy({ timestamp, token, signature }: Signature, receivedAtMs: number, key: string): boolean {
  if (!isRecent(timestamp, receivedAtMs, ageMaxMs)) return false;
  return isSameText(signature, createHmac('sha256', key).update(`${timestamp}${token}`).digest('hex'));
}

interface Signature {
  readonly timestamp: string;
  readonly token: string;
  readonly signature: string;
}

function signatureOf(body: Uint8Array): Signature | undefined {
  return signedFields(fieldsOf(fieldsOf(readJson(body))['signature']));
}

function signedFields({ timestamp: at, token, signature }: Fields): Signature | undefined {
  const timestamp = typeof at === 'number' ? String(at) : at;
  if (!isTimestamp(timestamp)) return undefined;
  // Time and token are signed as one text: without this, one could be cut differently.
  if (typeof token !== 'string' || !/^[A-Za-z\d]{10,200}$/.test(token)) return undefined;
  return typeof signature === 'string' ? { timestamp, token, signature } : undefined;
}

function translate({ body, receivedAtMs }: CallbackRequest): readonly DeliveryReport[] {
  const event = fieldsOf(fieldsOf(readJson(body))['event-data']);
  const name = event['event'];
  if (typeof name !== 'string') throw new UntranslatableCallbackError('The body has no text "event-data.event".');
  const meaning = meaningOf(name, event);
  if (!meaning) return [];
  const messageId = fieldsOf(fieldsOf(event['message'])['headers'])['message-id'];
  const providerMessageId = messageIdOf(messageId, 'event-data.message.headers.message-id');
  const at = event['timestamp'];
  const atMs = typeof at === 'number' && Number.isFinite(at) && at > 0 ? Math.round(at * 1_000) : receivedAtMs;
  const variables = fieldsOf(event['user-variables']);
  // An id is given out again on another day.
  const id = typeof event['id'] === 'string' && event['id'] !== '' ? event['id'] : `${providerMessageId}:${name}`;
  return [
    {
      reportId: `${id}:${at}`,
      providerMessageId,
      sentAs: sentAs(variables['store'], variables['message']),
      // Mailgun's clock may be ahead of ours.
      atMs: Math.min(atMs, receivedAtMs),
      ...meaning,
    },
  ];
}

/** Undefined: news of another kind, such as `accepted` or `stored`. */
function meaningOf(name: string, event: Fields): Meaning | undefined {
  switch (name) {
    case 'delivered':
      return { kind: 'delivered' };
    case 'opened':
      return isMachine(event) ? { kind: 'delivered', code: 'machine_open' } : { kind: 'opened' };
    case 'clicked':
      return isMachine(event)
        ? { kind: 'delivered', code: 'machine_click' }
        : clickOf(fieldsOf(event['client-info'])['user-agent']);
    case 'complained':
      return { kind: 'complained' };
    case 'unsubscribed':
      return { kind: 'unsubscribed' };
    case 'rejected':
      return { kind: 'failed', code: 'rejected' };
    case 'failed':
      return failureOf(event);
    default:
      return undefined;
  }
}

/** Mailgun says who looked where it takes it for a program and not for a person. */
function isMachine(event: Fields): boolean {
  const { bot } = fieldsOf(event['client-info']);
  return typeof bot === 'string' && bot !== '';
}

/** What Mailgun's own lists hold is no bounce of this message, and says nothing new of the address. */
const lists: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'suppress-bounce': 'list_bounced',
    'suppress-unsubscribe': 'list_unsubscribed',
    'suppress-complaint': 'list_complained',
    '605': 'list_bounced',
    '606': 'list_unsubscribed',
    '607': 'list_complained',
  }),
);

/**
 * The status says more than the label, and the label more than the sentence. Undefined: Mailgun tries again by itself.
 */
function failureOf({ reason, severity, 'delivery-status': status }: Fields): Meaning | undefined {
  const said = fieldsOf(status);
  const listed = lists.get(printed(reason)) ?? lists.get(printed(said['code']));
  if (listed) return { kind: 'refused', code: listed };
  const enhanced = typeof said['enhanced-code'] === 'string' ? said['enhanced-code'] : statusIn(said['message']);
  const fault = faultOf(enhanced);
  const code = vendorCode(enhanced) ?? vendorCode(said['code']) ?? vendorCode(reason);
  if (fault === 'address') return { kind: 'bounced', code, permanent: true };
  if (severity === 'temporary') return undefined;
  if (fault === 'sender') return { kind: 'bounced', code, permanent: false, fault: 'blocked' };
  return { kind: 'bounced', code, permanent: fault === undefined && isRefusedAddress(said['code'], reason) };
}

/** Other reasons are no answer of a mail server to the address: `old` is what was tried for too long. */
function isRefusedAddress(code: unknown, reason: unknown): boolean {
  return reason === 'bounce' && typeof code === 'number' && addressCodes.has(code);
}
/** Of SMTP: no such mailbox, user not here, mailbox name not allowed. */
const addressCodes: ReadonlySet<number> = new Set([550, 551, 553]);
