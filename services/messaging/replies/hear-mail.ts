import type { InboundMail } from '../../../channels/email/inbound-mail.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { ownWords } from '../../../domain/replies/own-words.ts';
import { classOfMail, type ReplyClass } from '../../../domain/replies/reply-class.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { consentKey, readConsents } from '../../state/consents/consent-rows.ts';
import { lockCustomer } from '../../state/customers/lock-customer.ts';
import { denyChannel } from '../../state/suppressions/deny-channel.ts';
import { suppressAddresses } from '../../state/suppressions/suppress-addresses.ts';
import { type Answered, findAnswered, findBySender, ownAddresses } from './find-answered.ts';
import { keepReply } from './keep-reply.ts';
import { pauseOpen } from './pause-open.ts';

export interface HearMail {
  readonly mail: InboundMail;
  /** Whose mail comes to the installation. */
  readonly domain: string;
  /** Epoch milliseconds. */
  readonly atMs: number;
}

const channel = 'email';

/**
 * Acts on what a person wrote back, and keeps it for their store. Inside a transaction of the pipeline: a mail names no store. A
 * mail that names none of our messages is kept by nobody, for it could be for any store; but where it refuses, it refuses at every
 * store that wrote to its sender. Returns at how many stores it was kept; heard again it changes nothing.
 */
export async function hearMail(tx: Tx, { mail, domain, atMs }: HearMail): Promise<number> {
  const addresses = ownAddresses(mail, domain);
  const kind = classOfMail({ ...mail, toUnsubscribe: addresses.some(({ purpose }) => purpose === 'unsubscribe') });
  const answered = await findAnswered(tx, mail, addresses);
  const found = answered ? [answered] : kind === 'unsubscribe' && mail.from ? await findBySender(tx, mail.from) : [];
  let kept = 0;
  for (const one of found) if (await hearAt(tx, one, { mail, kind, atMs })) kept += 1;
  return kept;
}

interface Heard {
  readonly mail: InboundMail;
  readonly kind: ReplyClass;
  readonly atMs: number;
}

async function hearAt(
  tx: Tx,
  { storeId, customerId, message }: Answered,
  { mail, kind, atMs }: Heard,
): Promise<boolean> {
  const person = await lockCustomer(tx, { storeId, customerId });
  const { id: identity, from, subject } = mail;
  const text = ownWords(mail.text);
  const id = await keepReply(tx, {
    ...{ storeId, person, channel, message, kind, identity, from, subject, text, atMs },
  });
  if (id === null) return false;
  await actOn(tx, { storeId, customerId: person.customer.id, message }, { kind, atMs, id });
  return true;
}

async function actOn(
  tx: Tx,
  { storeId, customerId, message }: Answered,
  { kind, atMs, id }: { readonly kind: ReplyClass; readonly atMs: number; readonly id: string },
): Promise<void> {
  switch (kind) {
    case 'automatic':
    case 'bounce':
      // A program wrote it: it is shown and moves nothing. Bounces count as the provider reports them.
      return;
    case 'unsubscribe':
      await refuse(tx, { storeId, customerId, message }, { atMs, id });
      return tellCart(tx, { storeId, message, kind, id, paused: [] });
    case 'complaint':
    case 'question':
    case 'other': {
      const detail = { class: kind, replyId: id };
      const paused = await pauseOpen(tx, { storeId, customerId, channel, id, atMs, detail });
      return tellCart(tx, { storeId, message, kind, id, paused });
    }
    default:
      assertNever(kind);
  }
}

async function refuse(
  tx: Tx,
  { storeId, customerId, message }: Answered,
  { atMs, id }: { readonly atMs: number; readonly id: string },
): Promise<void> {
  const person = { storeId, customerId, channel } as const;
  const known = (await readConsents(tx, [person])).get(consentKey(person));
  // The answer is the newest word even where the shop's clock is ahead of ours.
  const at = Math.max(atMs, known?.state.grantedAt ?? atMs);
  await denyChannel(tx, {
    ...{ ...person, at, eventId: `inbound/${id}`, source: 'email:unsubscribe' },
    provenance: 'inbound_message',
  });
  // The address that the message went to may no longer be one of the customer's.
  if (message)
    await suppressAddresses(tx, { storeId, channel, hashes: [message.addressHash], cause: 'unsubscribe', at });
}

/** The story of the cart tells of an answer to it, whether or not a recovery was still open. */
async function tellCart(
  tx: Tx,
  {
    storeId,
    message,
    kind,
    id,
    paused,
  }: Pick<Answered, 'storeId' | 'message'> & {
    readonly kind: ReplyClass;
    readonly id: string;
    readonly paused: readonly string[];
  },
): Promise<void> {
  if (!message || paused.includes(message.recoveryId)) return;
  await recordDecision(tx, {
    ...{ storeId, recoveryId: message.recoveryId, cartId: message.cartId, channel, kind: 'replied' },
    reason: kind === 'unsubscribe' ? 'unsubscribed' : null,
    detail: { class: kind, replyId: id },
    key: `replied/${message.recoveryId}/${id}`,
  });
}
