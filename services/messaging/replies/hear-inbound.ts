import { and, eq, gt, ne } from 'drizzle-orm';
import type { InboundMessage } from '../../../channels/provider-callback.ts';
import { consentLog } from '../../../db/postgres/schema/index.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { isGranted } from '../../../domain/consent.ts';
import { richCarriers } from '../../../domain/phone/carrier.ts';
import { classOfWords } from '../../../domain/replies/reply-class.ts';
import { addressHash } from '../../shared/address-hash.ts';
import { type ConsentRow, consentKey, readConsents } from '../../state/consents/consent-rows.ts';
import { hearConsents } from '../../state/consents/hear-consents.ts';
import { type LockedPerson, lockCustomer } from '../../state/customers/lock-customer.ts';
import { denyChannel } from '../../state/suppressions/deny-channel.ts';
import { liftUnsubscribes } from '../../state/suppressions/lift-unsubscribes.ts';
import { openWindow } from '../phone/open-window.ts';
import { liftStop, listStop } from '../senders/mirror-listed.ts';
import { keepReply } from './keep-reply.ts';
import { pauseOpen } from './pause-open.ts';

export interface HearInbound {
  readonly provider: string;
  /** Who sends SMS for stores that picked nobody. */
  readonly smsDefault: string;
  readonly message: InboundMessage;
}

interface Person {
  readonly storeId: string;
  readonly customerId: string;
}

interface Recipient extends Person {
  /** The newest message of the sender to them, if there is one. */
  readonly message: {
    readonly id: string;
    readonly recoveryId: string;
    readonly cartId: string;
    /** Epoch milliseconds. */
    readonly at: number;
  } | null;
}

const channel = 'sms';
const provenance = 'inbound_message';

/**
 * Acts on what a person answered to a sender that stores share: the provider blocks the number for the sender, so a STOP
 * is a refusal at every store of it that knows the number, and a START ends it where they had agreed before. A STOP by WhatsApp or
 * RCS refuses SMS too, and a START by it ends only what was refused by it: who said no to texts did not take that back. Inside a
 * transaction of the engine: an answer names no store. Returns at how many stores something was recorded; said again it is the
 * same. Whatever else they say, but for the HELP that providers answer, pauses what is open for them: somebody of the store looks
 * before anything more goes out. The words are kept by the one store that wrote last: the others have no business with them.
 */
export async function hearInbound(tx: Tx, { message, ...sender }: HearInbound): Promise<number> {
  let recorded = 0;
  const listed = { channel, provider: sender.provider, addressHash: addressHash(tx, message.from) } as const;
  const recipients = await findRecipients(tx, message.from, sender);
  const last = lastWrittenTo(recipients);
  for (const recipient of recipients) {
    const locked = await lockCustomer(tx, recipient);
    const person = { storeId: recipient.storeId, customerId: locked.customer.id };
    await openWindow(tx, person.storeId, message);
    if (await actOn(tx, person, message)) recorded += 1;
    if (recipient === last) await keep(tx, recipient, locked, message);
  }
  // Last: after the customers that a claim locks too.
  const { meaning, carrier } = message;
  // A STOP by SMS is the stricter one: it takes the place of one by another carrier.
  if (meaning === 'stop' && !carrier) for (const by of richCarriers) await liftStop(tx, listed, by);
  if (meaning === 'stop') await listStop(tx, listed, message.atMs, carrier);
  if (meaning === 'start') await liftStop(tx, listed, carrier);
  return recorded;
}

function lastWrittenTo(recipients: readonly Recipient[]): Recipient | undefined {
  const written = recipients.filter(({ message }) => message !== null);
  return written.toSorted((a, b) => (b.message?.at ?? 0) - (a.message?.at ?? 0))[0];
}

/** What the provider answers by itself is no reply to the store. */
async function keep(
  tx: Tx,
  { storeId, message: answered }: Recipient,
  person: LockedPerson,
  { id, from, text, meaning, atMs }: InboundMessage,
): Promise<void> {
  if (meaning === 'help' || meaning === 'start') return;
  const kind = meaning === 'stop' ? 'unsubscribe' : classOfWords(text);
  await keepReply(tx, {
    ...{ storeId, person, channel, message: answered, kind, from, text, atMs },
    ...{ identity: `sms/${id}`, subject: '' },
  });
}

/** Returns whether anything is different now. */
async function actOn(tx: Tx, person: Person, message: InboundMessage): Promise<boolean> {
  switch (message.meaning) {
    case 'stop':
      await refuse(tx, person, message);
      return true;
    case 'start':
      return agreeAgain(tx, person, message);
    case 'help':
      // Its provider answers it, as carriers ask.
      return false;
    case 'doubtful':
    case 'other':
      return (
        (
          await pauseOpen(tx, {
            ...{ ...person, channel, id: message.id, atMs: message.atMs },
            detail: { meaning: message.meaning },
          })
        ).length > 0
      );
    default:
      return assertNever(message.meaning);
  }
}

/** By the customer's id: the order in which everybody takes their locks. */
async function findRecipients(
  tx: Tx,
  phone: string,
  { provider, smsDefault }: Omit<HearInbound, 'message'>,
): Promise<readonly Recipient[]> {
  return rawSql(tx)<Recipient[]>`
    select stores.store_id as "storeId", identities.customer_id as "customerId", (
        select json_build_object(
          'id', id, 'recoveryId', recovery_id, 'cartId', cart_id, 'at', round(extract(epoch from claimed_at) * 1000)
        ) from messages
        where messages.store_id = stores.store_id and messages.customer_id = identities.customer_id
          and messages.channel = ${channel} and messages.provider = ${provider}
        order by claimed_at desc limit 1
      ) as message
    from stores join identities on identities.store_id = stores.store_id and identities.kind = 'phone' and identities.value = ${phone}
    where coalesce(stores.providers ->> 'sms', ${smsDefault}) = ${provider}
      or exists (
        select from messages
        where messages.store_id = stores.store_id and messages.customer_id = identities.customer_id and messages.channel = ${channel}
          and messages.provider = ${provider}
      )
    order by identities.customer_id`;
}

async function refuse(tx: Tx, person: Person, message: InboundMessage): Promise<void> {
  const { atMs } = message;
  const known = (await readConsents(tx, [{ ...person, channel }])).get(consentKey({ ...person, channel }));
  // The answer is the newest word even where the shop's clock is ahead of ours.
  const at = Math.max(atMs, known?.state.grantedAt ?? atMs);
  const [eventId, source] = [eventIdOf(message), sourceOf(message, 'stop')];
  await denyChannel(tx, { ...person, channel, eventId, source, provenance, at });
  // Kept also where they had refused already: a START by one carrier looks for refusals by others.
  await tx
    .insert(consentLog)
    .values({ ...person, channel, eventId, provenance, status: 'denied', source, at: new Date(at) })
    .onConflictDoNothing();
}

/** Whether what stands against them was said by this carrier alone, since they last agreed. */
async function refusedOnlyBy(
  tx: Tx,
  { storeId, customerId }: Person,
  message: InboundMessage,
  { eventId, state }: ConsentRow,
): Promise<boolean> {
  if (!eventId.startsWith(eventPrefixOf(message))) return false;
  const [other] = await tx
    .select({ eventId: consentLog.eventId })
    .from(consentLog)
    .where(
      and(
        ...[eq(consentLog.storeId, storeId), eq(consentLog.customerId, customerId), eq(consentLog.channel, channel)],
        ...[eq(consentLog.status, 'denied'), ne(consentLog.source, sourceOf(message, 'stop'))],
        gt(consentLog.at, new Date(state.grantedAt ?? 0)),
      ),
    )
    .limit(1);
  return other === undefined;
}

/** Returns whether they stand as agreed now. Who never agreed does not by START: that takes the word that the store asked for. */
async function agreeAgain(tx: Tx, person: Person, message: InboundMessage): Promise<boolean> {
  const { atMs: at, carrier } = message;
  const key = { ...person, channel } as const;
  const known = (await readConsents(tx, [key])).get(consentKey(key));
  const agreedBefore = known !== undefined && (known.state.grantedAt ?? known.state.recordGrantedAt) !== null;
  if (!agreedBefore || isGranted(known.state)) return false;
  if (carrier && !(await refusedOnlyBy(tx, person, message, known))) return false;
  const eventId = eventIdOf(message);
  const [change] = await hearConsents(tx, [{ ...key, status: 'granted', basis: 'act', at, eventId, provenance }]);
  if (change?.status !== 'granted') return false;
  await tx
    .insert(consentLog)
    .values({ ...key, eventId, provenance, status: 'granted', source: sourceOf(message, 'start'), at: new Date(at) })
    .onConflictDoNothing();
  await liftUnsubscribes(tx, [person]);
  return true;
}

/** `whatsapp:stop`, as the words of who sent it. */
function sourceOf({ carrier }: InboundMessage, word: 'stop' | 'start'): string {
  return `${carrier ?? 'sms'}:${word}`;
}

function eventPrefixOf({ carrier }: InboundMessage): string {
  return carrier ? `inbound/${carrier}/` : 'inbound/';
}

function eventIdOf(message: InboundMessage): string {
  return `${eventPrefixOf(message)}${message.id}`;
}
