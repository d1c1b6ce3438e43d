import { and, eq } from 'drizzle-orm';
import { cartQuarantines } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { type BotEvidence, botReasons } from '../../../domain/bot-score.ts';

export interface Quarantine {
  readonly state: 'quarantined' | 'released';
  /** From 0 to 1; null when a person decided without a score. */
  readonly score: number | null;
  readonly reasons: readonly (BotEvidence & { readonly text: string })[];
  /** As `actorName` writes it; in rows of before, the bare id of a key. */
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

/** What was decided about a cart that looked like the work of a bot; null: nothing. */
export async function getQuarantine(
  tx: Tx,
  { storeId, cartId }: { readonly storeId: string; readonly cartId: string },
): Promise<Quarantine | null> {
  const [found] = await tx
    .select()
    .from(cartQuarantines)
    .where(and(eq(cartQuarantines.storeId, storeId), eq(cartQuarantines.cartId, cartId)));
  if (!found) return null;
  const { state, score, reasons, decidedBy, decidedAt } = found;
  return {
    state,
    score,
    reasons: reasons.map((evidence) => ({ ...evidence, text: botReasons[evidence.reason] })),
    decidedBy,
    decidedAt,
  };
}
