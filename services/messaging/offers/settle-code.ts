import { and, eq, exists, inArray, or, sql } from 'drizzle-orm';
import { messageOffers, offerCodes, orders, recoveries } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { minuteMs } from '../../../domain/duration.ts';
import { type CodeState, openCodeStates } from '../../../domain/offers/code-state.ts';
import type { CodeRow } from './code.ts';

/**
 * A purchase is counted at the shop a little later than it is told of, and a message may be under way when its recovery ends:
 * whoever looks at once sees an unused code, or takes back one that is being sent.
 */
const lookAfterEndMs = 10 * minuteMs;

/** How a code ended. */
export async function settleCode(
  tx: Tx,
  { storeId, id }: Pick<CodeRow, 'storeId' | 'id'>,
  {
    state,
    reason,
    nowMs,
  }: {
    readonly state: Extract<CodeState, 'redeemed' | 'revoked' | 'expired'>;
    readonly reason: string;
    readonly nowMs: number;
  },
): Promise<void> {
  await tx
    .update(offerCodes)
    .set({ state, reason, lookAt: null, settledAt: new Date(nowMs) })
    .where(and(eq(offerCodes.storeId, storeId), eq(offerCodes.id, id), inArray(offerCodes.state, [...openCodeStates])));
}

/** The provider took the message, or may have: its code is in the world. */
export async function codeWentOut(
  tx: Tx,
  { storeId, messageId }: { readonly storeId: string; readonly messageId: string },
): Promise<void> {
  await tx
    .update(offerCodes)
    .set({ state: 'sent', sentAt: sql`coalesce(${offerCodes.sentAt}, now())` })
    .where(
      and(
        eq(offerCodes.storeId, storeId),
        eq(offerCodes.state, 'minted'),
        inArray(
          offerCodes.id,
          tx
            .select({ id: sql<string>`${messageOffers.codeId}` })
            .from(messageOffers)
            .where(and(eq(messageOffers.storeId, storeId), eq(messageOffers.messageId, messageId))),
        ),
      ),
    );
}

/** With the end of a recovery somebody has to look at its codes. */
export async function codesAfterEnd(
  tx: Tx,
  { storeId, recoveryId }: { readonly storeId: string; readonly recoveryId: string },
): Promise<void> {
  await tx
    .update(offerCodes)
    .set({ lookAt: sql`now() + make_interval(secs => ${lookAfterEndMs / 1_000})` })
    .where(
      and(
        eq(offerCodes.storeId, storeId),
        eq(offerCodes.recoveryId, recoveryId),
        inArray(offerCodes.state, [...openCodeStates]),
      ),
    );
}

/** Whether an order of the person that failed or waits for its payment may hold the code since it went out. */
export async function isHeldByOrder(tx: Tx, { storeId, recoveryId, sentAt }: CodeRow): Promise<boolean> {
  if (recoveryId === null || sentAt === null) return false;
  const since = sentAt.toISOString();
  const [held] = await tx
    .select({ id: recoveries.id })
    .from(recoveries)
    .where(
      and(
        eq(recoveries.storeId, storeId),
        eq(recoveries.id, recoveryId),
        exists(
          tx
            .select({ one: sql`1` })
            .from(orders)
            .where(
              and(
                eq(orders.storeId, storeId),
                or(eq(orders.cartId, recoveries.cartId), eq(orders.customerId, recoveries.customerId)),
                sql`greatest(${orders.failedAt}, ${orders.pendingAt}) >= ${since}::timestamptz`,
              ),
            ),
        ),
      ),
    );
  return held !== undefined;
}
