import { digestOf, eventIdOf } from '../event-id.ts';
import { fields } from '../fields.ts';
import { timeMs, timeText } from '../time-text.ts';
import { emailOf, type KnownCustomer, phoneOf } from '../who.ts';

type Body = Readonly<Record<string, unknown>>;
type Told = { readonly who: KnownCustomer | null; readonly occurredAt: string };
type Channel = 'email' | 'sms';

/**
 * The boxes of a checkout or order. A ticked one is a consent; an empty one takes none back, because somebody who agreed
 * long ago is not shown it. Nothing says when it was ticked, and every change of the checkout repeats it: it counts as of
 * `occurredAt`, when the checkout began or the order was placed, so that it never lifts a later refusal.
 */
export function buyerConsents(body: Body, { who, occurredAt, of }: Told & { readonly of: string }): readonly unknown[] {
  if (!who) return [];
  const ticked: Channel[] = [];
  if (body['buyer_accepts_marketing'] === true && who.email !== undefined) ticked.push('email');
  const smsPhone = phoneOf(body['sms_marketing_phone']);
  if (body['buyer_accepts_sms_marketing'] === true && smsPhone !== undefined && who.phone === smsPhone)
    ticked.push('sms');
  return ticked.map((channel) => ({
    // Whose address it is belongs to the id: one that is corrected in the checkout is another's.
    id: eventIdOf('shopify', 'consent', channel, 'granted', digestOf([of, who])),
    type: 'consent_updated',
    occurredAt,
    who,
    channel,
    status: 'granted',
    source: 'shopify checkout',
  }));
}

/**
 * What a customer's record says of consent on each channel, with the time at which it was given or taken back,
 * where there is one. The older
 * `accepts_marketing` counts only in the customer's own topics: inside an order it is what was true before its box.
 */
export function customerConsents(
  customer: Body,
  { who, occurredAt }: Told,
  { olderFlag = false }: { readonly olderFlag?: boolean } = {},
): readonly unknown[] {
  if (!who) return [];
  return (['email', 'sms'] as const).flatMap((channel) => {
    const said = consentOf(customer, channel) ?? (olderFlag && channel === 'email' ? flagOf(customer) : null);
    if (!said || (channel === 'email' ? emailOf(customer['email'] ?? who.email) : who.phone) === undefined) return [];
    const saidAt = timeText(said.at);
    const at = saidAt ?? occurredAt;
    const whose = who.customerId ?? digestOf([who, at]);
    return [
      {
        id: eventIdOf('shopify', 'consent', whose, channel, said.status, at),
        type: 'consent_updated',
        occurredAt: at,
        who,
        channel,
        status: said.status,
        source: 'shopify customer',
        // Without its time it is what the record says, however often it is repeated, and nothing that the person did.
        ...(saidAt === null && { basis: 'record' }),
      },
    ];
  });
}

type Said = { readonly status: 'granted' | 'denied'; readonly at: unknown } | null;

/** Null: never asked, or asked and not answered yet (`not_subscribed`, `pending`): neither yes nor no. */
function consentOf(customer: Body, channel: Channel): Said {
  const { state, consent_updated_at: at } = fields(customer[`${channel}_marketing_consent`]);
  const status = statusOf(state);
  return status && { status, at };
}

/** Of shops whose API is so old that it knows no consents. */
function flagOf(customer: Body): Said {
  const accepts = customer['accepts_marketing'];
  if (typeof accepts !== 'boolean' || 'email_marketing_consent' in customer) return null;
  const at = customer['accepts_marketing_updated_at'];
  if (accepts) return { status: 'granted', at };
  // False from the beginning on means that nobody ever asked: only a change to it is a refusal.
  const changedMs = timeMs(at);
  return changedMs !== null && changedMs > (timeMs(customer['created_at']) ?? Infinity)
    ? { status: 'denied', at }
    : null;
}

function statusOf(state: unknown): 'granted' | 'denied' | null {
  switch (typeof state === 'string' ? state.toLowerCase() : '') {
    case 'subscribed':
      return 'granted';
    case 'unsubscribed':
    case 'redacted':
    case 'invalid':
      return 'denied';
    default:
      return null;
  }
}
