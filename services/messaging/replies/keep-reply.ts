import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import { replies, stores } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { ReplyClass } from '../../../domain/replies/reply-class.ts';
import { uuidV7 } from '../../shared/ids.ts';
import type { LockedPerson } from '../../state/customers/lock-customer.ts';
import type { AnsweredMessage } from './find-answered.ts';
import { replyLimits } from './limits.ts';

export interface NewReply {
  readonly storeId: string;
  /** Locked: the same answer is not kept by two processes. */
  readonly person: LockedPerson;
  readonly channel: Channel;
  readonly message: Pick<AnsweredMessage, 'id' | 'recoveryId' | 'cartId'> | null;
  readonly kind: ReplyClass;
  /** Names the answer within its store. */
  readonly identity: string;
  readonly from: string | null;
  readonly subject: string;
  /** The person's own words. */
  readonly text: string;
  readonly atMs: number;
}

/** Keeps a reply for its store; returns its id, or null for one that is there already or is one too many of its person. */
export async function keepReply(tx: Tx, reply: NewReply): Promise<string | null> {
  const { storeId, person, channel, message, kind, identity, from, subject, text, atMs } = reply;
  // A refusal counts however much was written before it.
  if (kind !== 'unsubscribe' && (await heardToday(tx, reply)) >= replyLimits.perPersonAndDayMax) return null;
  const [kept] = await tx
    .insert(replies)
    .values({
      ...{ storeId, id: uuidV7(), customerId: person.customer.id, channel, class: kind, identity, subject, text },
      ...{ messageId: message?.id ?? null, recoveryId: message?.recoveryId ?? null, cartId: message?.cartId ?? null },
      fromAddress: from,
      forwardState: (await isForwarded(tx, reply)) ? 'waiting' : 'none',
      ...{ forwardDueAt: new Date(atMs), receivedAt: new Date(atMs) },
    })
    .onConflictDoNothing()
    .returning({ id: replies.id });
  return kept?.id ?? null;
}

async function heardToday(tx: Tx, { storeId, person, atMs }: NewReply): Promise<number> {
  const [row] = await tx
    .select({ heard: sql<number>`count(*)::int` })
    .from(replies)
    .where(
      and(
        eq(replies.storeId, storeId),
        inArray(replies.customerId, [...person.customerIds]),
        gt(replies.receivedAt, new Date(atMs - replyLimits.dayMs)),
      ),
    );
  return row?.heard ?? 0;
}

/** What a person wrote goes on to the store's mailbox; a mail program's own button says nothing beside its refusal. */
async function isForwarded(tx: Tx, { storeId, kind, from, text }: NewReply): Promise<boolean> {
  if (kind === 'automatic' || kind === 'bounce') return false;
  if (kind === 'unsubscribe' && text === '') return false;
  const [store] = await tx.select({ mailbox: stores.replyMailbox }).from(stores).where(eq(stores.id, storeId));
  // A mailbox that writes to itself would never end.
  return typeof store?.mailbox === 'string' && store.mailbox.toLowerCase() !== from;
}
