import { verifyStandardWebhook } from '../../runtime/standard-webhook.ts';
import { type Fields, fieldsOf, momentOf, objectOf, readJson } from '../callback-body.ts';
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
  const event = objectOf(readJson(body));
  if (!event) throw new UntranslatableCallbackError('The body is no JSON object.');
  const type = event['type'];
  if (typeof type !== 'string') throw new UntranslatableCallbackError('The body has no text "type".');
  const data = fieldsOf(event['data']);
  const meaning = meaningOf(type, data);
  if (!meaning) return [];
  const providerMessageId = messageIdOf(data['email_id'], 'data.email_id');
  const tags = fieldsOf(data['tags']);
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

/** Undefined: news of another kind, such as `email.sent` or `contact.created`. */
export function meaningOf(type: string, data: Fields): Meaning | undefined {
  switch (type) {
    case 'email.delivered':
      return { kind: 'delivered' };
    case 'email.opened':
      return { kind: 'opened' };
    case 'email.clicked':
      return clickOf(fieldsOf(data['click'])['userAgent']);
    case 'email.complained':
      return { kind: 'complained' };
    case 'email.bounced':
      return bounceOf(fieldsOf(data['bounce']));
    case 'email.suppressed':
      // Resend did not even try, because of its own list: no bounce of this message, and nothing new of the address.
      return { kind: 'refused', code: 'list_account' };
    case 'email.failed':
      return { kind: 'failed', code: vendorCode(fieldsOf(data['failed'])['reason']) };
    default:
      return undefined;
  }
}

/** A full mailbox (`Transient`) and what Resend cannot tell (`Undetermined`) cost the message and not the address. */
function bounceOf({ type, subType }: Fields): Meaning {
  const permanent = type !== 'Transient' && type !== 'Undetermined';
  return { kind: 'bounced', code: vendorCode(subType) ?? vendorCode(type), permanent };
}
