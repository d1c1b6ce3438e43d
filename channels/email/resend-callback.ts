import { verifyStandardWebhook } from '../../runtime/standard-webhook.ts';
import {
  type CallbackRequest,
  type DeliveryReport,
  messageIdOf,
  type ProviderCallback,
  sentAs,
  UntranslatableCallbackError,
} from '../provider-callback.ts';
import { vendorCode } from '../vendor-code.ts';

export interface ResendCallbackSettings {
  /** Signing secret of the webhook, `whsec_…`. */
  readonly webhookSecret: string;
}

/** Resend's webhooks: JSON signed with the scheme of Svix, which is Standard Webhooks under other header names. */
export function createResendCallback({ webhookSecret }: ResendCallbackSettings): ProviderCallback {
  return {
    verify: ({ headers, body, receivedAtMs }) =>
      verifyStandardWebhook(
        {
          id: headers['svix-id'],
          timestamp: headers['svix-timestamp'],
          signatures: headers['svix-signature'],
          body,
          receivedAtMs,
        },
        [webhookSecret],
      ).ok,
    translate,
  };
}

function translate({ headers, body, receivedAtMs }: CallbackRequest): readonly DeliveryReport[] {
  const event = readObject(body);
  const type = event['type'];
  if (typeof type !== 'string') throw new UntranslatableCallbackError('The body has no text "type".');
  const data = objectOf(event['data']);
  const meaning = meaningOf(type, data);
  if (!meaning) return [];
  const providerMessageId = messageIdOf(data['email_id'], 'data.email_id');
  const tags = objectOf(data['tags']);
  return [
    {
      reportId: headers['svix-id'] ?? `${providerMessageId}:${type}`,
      providerMessageId,
      sentAs: sentAs(tags['store'], tags['message']),
      // Resend's clock may be ahead of ours.
      atMs: Math.min(momentOf(event['created_at']) ?? receivedAtMs, receivedAtMs),
      ...meaning,
    },
  ];
}

type Meaning = Pick<DeliveryReport, 'kind' | 'code' | 'permanent'>;

/** Undefined: news of another kind, such as `email.sent` or `contact.created`. */
function meaningOf(type: string, data: Readonly<Record<string, unknown>>): Meaning | undefined {
  switch (type) {
    case 'email.delivered':
      return { kind: 'delivered' };
    case 'email.opened':
      return { kind: 'opened' };
    case 'email.clicked':
      return { kind: 'clicked' };
    case 'email.complained':
      return { kind: 'complained' };
    case 'email.bounced':
      return bounceOf(objectOf(data['bounce']));
    case 'email.suppressed':
      // Resend did not even try, because of its own list: no bounce of this message, and nothing new of the address.
      return { kind: 'refused', code: 'list_account' };
    case 'email.failed':
      return { kind: 'failed', code: vendorCode(objectOf(data['failed'])['reason']) };
    default:
      return undefined;
  }
}

/** A full mailbox (`Transient`) and what Resend cannot tell (`Undetermined`) cost the message and not the address. */
function bounceOf({ type, subType }: Readonly<Record<string, unknown>>): Meaning {
  const permanent = type !== 'Transient' && type !== 'Undetermined';
  return { kind: 'bounced', code: vendorCode(subType) ?? vendorCode(type), permanent };
}

function readObject(body: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below: what JSON.parse says repeats a part of the body.
  }
  throw new UntranslatableCallbackError('The body is no JSON object.');
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function momentOf(value: unknown): number | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
