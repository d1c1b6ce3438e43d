import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { BotScore } from '../../../domain/bot-score.ts';

export interface SuspectedCart {
  readonly storeId: string;
  readonly cartId: string;
  readonly suspicion: BotScore | null;
}

/** Puts carts into quarantine with what speaks against them; returns how many. What a person decided stays. */
export async function keepSuspicions(tx: Tx, carts: readonly SuspectedCart[], nowMs: number): Promise<number> {
  const suspected = carts.flatMap(({ suspicion, ...cart }) => (suspicion ? [{ ...cart, ...suspicion }] : []));
  if (suspected.length === 0) return 0;
  const sql = rawSql(tx);
  const kept = await sql`
    insert into cart_quarantines (store_id, cart_id, state, score, reasons, decided_by, decided_at)
    select store_id, cart_id, 'quarantined', score, reasons::jsonb, 'engine', ${new Date(nowMs).toISOString()}::timestamptz
    from unnest(
      ${suspected.map(({ storeId }) => storeId)}::uuid[],
      ${suspected.map(({ cartId }) => cartId)}::uuid[],
      ${suspected.map(({ score }) => score)}::float8[],
      ${suspected.map(({ evidence }) => JSON.stringify(evidence))}::text[]
    ) as suspected (store_id, cart_id, score, reasons)
    on conflict do nothing`;
  return kept.count;
}
