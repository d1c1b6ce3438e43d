import { and, desc, eq } from 'drizzle-orm';
import { decisions } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { DecisionKind } from '../../../domain/decision-kind.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import { reasonText } from '../../shared/reason-text.ts';

/** One decision; `reasonText` is the sentence of `reason`. */
export type DecisionEntry = Omit<typeof decisions.$inferSelect, 'storeId'> & { readonly reasonText: string | null };

export interface ListDecisions {
  readonly storeId: string;
  readonly kind?: DecisionKind;
  readonly reason?: string;
  readonly cartId?: string;
  readonly recoveryId?: string;
  readonly limit: number;
  readonly after: TimePosition | null;
}

/** What was decided in a store and why, newest first: the carts behind every number. */
export async function listDecisions(
  database: Pick<Database, 'app'>,
  { storeId, limit, after, ...filters }: ListDecisions,
): Promise<Page<DecisionEntry, TimePosition>> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(decisions)
      .where(
        and(
          eq(decisions.storeId, storeId),
          filters.kind && eq(decisions.kind, filters.kind),
          filters.reason === undefined ? undefined : eq(decisions.reason, filters.reason),
          filters.cartId === undefined ? undefined : eq(decisions.cartId, filters.cartId),
          filters.recoveryId === undefined ? undefined : eq(decisions.recoveryId, filters.recoveryId),
          olderThan(decisions.at, decisions.id, after),
        ),
      )
      .orderBy(desc(decisions.at), desc(decisions.id))
      .limit(limit + 1),
  );
  return pageOf(rows, limit, toDecisionEntry, ({ at, id }) => ({ at: at.getTime(), id }));
}

export function toDecisionEntry({ storeId: _, ...decision }: typeof decisions.$inferSelect): DecisionEntry {
  return { ...decision, reasonText: reasonText(decision.reason) };
}
