import { printed } from '../../domain/printed.ts';
import { type Fields, fieldsOf, momentOf } from '../callback-body.ts';
import {
  type CallbackRequest,
  clickOf,
  type DeliveryReport,
  type ProviderCallback,
  sentAs,
  UntranslatableCallbackError,
} from '../provider-callback.ts';
import { faultOf, statusIn } from './enhanced-status.ts';
import { createSnsVerifier, isSnsAddress, type ReadPublic, readSnsMessage, type SnsMessage } from './sns-message.ts';

export interface SesCallbackSettings {
  /** The topic that the configuration set publishes to. */
  readonly topicArn: string;
  /** Other than in tests: over HTTPS. */
  readonly readPublic?: ReadPublic;
}

/**
 * Reports of Amazon SES, which come through a topic of SNS. SNS asks once whether the subscription is meant: the request is
 * signed and of our topic, so it is, and verifying it says yes. Until that has worked the request is refused, and SNS repeats it.
 */
export function createSesCallback({ topicArn, readPublic = readHttps }: SesCallbackSettings): ProviderCallback {
  const isSigned = createSnsVerifier(readPublic);
  return {
    async verify({ body, receivedAtMs }) {
      const message = readSnsMessage(body);
      if (!message || !(await isSigned(message, topicArn, receivedAtMs))) return false;
      if (message['Type'] !== 'SubscriptionConfirmation') return true;
      const address = message['SubscribeURL'] ?? '';
      return isSnsAddress(address, topicArn) && (await readPublic(address)) !== undefined;
    },
    hint: ({ headers }) =>
      headers['x-amz-sns-rawdelivery'] === 'true'
        ? 'Turn raw message delivery off in the subscription: it takes the signature away.'
        : undefined,
    translate,
  };
}

function translate({ body, receivedAtMs }: CallbackRequest): readonly DeliveryReport[] {
  const message = readSnsMessage(body);
  if (!message) throw new UntranslatableCallbackError('The body is no JSON object.');
  if (message['Type'] === 'SubscriptionConfirmation' || message['Type'] === 'UnsubscribeConfirmation') return [];
  const event = readEvent(message);
  const mail = fieldsOf(event['mail']);
  const meaning = meaningOf(event);
  if (!meaning) return [];
  const { messageId } = mail;
  if (typeof messageId !== 'string' || messageId === '')
    throw new UntranslatableCallbackError('The event has no text "mail.messageId".');
  const { detail, ...said } = meaning;
  const tags = fieldsOf(mail['tags']);
  return [
    {
      reportId: message['MessageId'] ?? `${messageId}:${said.kind}`,
      providerMessageId: messageId,
      sentAs: sentAs(firstOf(tags['store']), firstOf(tags['message'])),
      // The clock of SES may be ahead of ours.
      atMs: Math.min(momentOf(detail['timestamp']) ?? momentOf(message['Timestamp']) ?? receivedAtMs, receivedAtMs),
      ...said,
    },
  ];
}

interface Meaning extends Pick<DeliveryReport, 'kind' | 'code' | 'permanent' | 'fault'> {
  readonly detail: Fields;
}

/** Undefined: news of another kind, such as `Send` or `DeliveryDelay`. */
function meaningOf(event: Fields): Meaning | undefined {
  // `eventType` where a configuration set publishes, `notificationType` where an identity does.
  switch (event['eventType'] ?? event['notificationType']) {
    case 'Delivery':
      return { kind: 'delivered', detail: fieldsOf(event['delivery']) };
    case 'Open':
      return { kind: 'opened', detail: fieldsOf(event['open']) };
    case 'Click':
      return { ...clickOf(fieldsOf(event['click'])['userAgent']), detail: fieldsOf(event['click']) };
    case 'Bounce':
      return bounceOf(fieldsOf(event['bounce']));
    case 'Complaint': {
      const detail = fieldsOf(event['complaint']);
      // Somebody moved the e-mail out of the spam folder. Every other type, and none, is a complaint.
      if (detail['complaintFeedbackType'] === 'not-spam') return undefined;
      return { kind: 'complained', code: codeOf(detail['complaintFeedbackType']), detail };
    }
    case 'Subscription':
      return { kind: 'unsubscribed', detail: fieldsOf(event['subscription']) };
    case 'Reject':
      return { kind: 'failed', code: 'rejected', detail: {} };
    case 'Rendering Failure':
      return { kind: 'failed', code: 'rendering_failure', detail: {} };
    default:
      return undefined;
  }
}

/**
 * What the mail server said of the recipient is believed before the label that SES gave it. By the label alone a full mailbox
 * (`Transient`) and what SES cannot tell (`Undetermined`) cost the message and not the address.
 */
function bounceOf(detail: Fields): Meaning {
  const { bounceType, bounceSubType } = detail;
  const listed = lists.get(printed(bounceSubType));
  if (listed) return { kind: 'refused', code: listed, detail };
  const code = codeOf(bounceSubType) ?? codeOf(bounceType);
  // One message has one recipient.
  const recipient = fieldsOf(firstOf(detail['bouncedRecipients']));
  const status = codeOf(recipient['status']);
  const fault = faultOf(status) ?? faultOf(statusIn(recipient['diagnosticCode']));
  return {
    kind: 'bounced',
    code,
    permanent: fault === undefined ? bounceType === 'Permanent' : fault === 'address',
    ...(fault === 'sender' ? { fault: 'blocked' } : {}),
    detail,
  };
}

/** SES did not even try, because of the account's list or its own: no bounce of this message, and nothing new of the address. */
const lists: ReadonlyMap<string, string> = new Map(
  Object.entries({
    OnAccountSuppressionList: 'list_account',
    Suppressed: 'list_bounced',
  }),
);

/** The event is JSON inside the message; other mail of the same topic is no report. */
function readEvent(message: SnsMessage): Fields {
  try {
    const event: unknown = JSON.parse(message['Message'] ?? '');
    if (typeof event === 'object' && event !== null && !Array.isArray(event)) return { ...event };
  } catch {
    // Said below: what JSON.parse says repeats a part of the body.
  }
  throw new UntranslatableCallbackError('The "Message" is no JSON object.');
}

function codeOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]{1,64}$/.test(value) ? value.toLowerCase() : undefined;
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

const readTimeoutMs = 5_000;
/** A certificate has about 2 kB, the answer to a confirmation less than 1. */
const readBytesMax = 64 * 1_024;

/** Undefined for an answer of 4xx; whatever else is no text within the limits cannot be told, and is asked again by SNS. */
async function readHttps(url: string): Promise<string | undefined> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(readTimeoutMs) });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > readBytesMax) return undefined;
    chunks.push(chunk);
  }
  if (response.status >= 400 && response.status < 500) return undefined;
  if (!response.ok) throw new Error(`Amazon SNS answered with status ${response.status}.`);
  return Buffer.concat(chunks).toString('utf8');
}
