import { plain } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { type ContactabilityChange, reevaluateAt } from '../../../domain/reevaluate-at.ts';
import type { CustomerContactability } from '../customers/contactability.ts';
import type { StoreThresholds } from '../stores/idle-thresholds.ts';
import type { CartRow } from './cart-row.ts';

export interface CartNow {
  readonly cart: CartRow;
  /** Whose it was before. */
  readonly ownerBefore: string | null;
}

/**
 * Hands carts back to the sweep that it let go for want of an address or consent, where their customer can be written to
 * now. The caller holds their locks.
 */
export async function reevaluateCarts(
  tx: Tx,
  carts: readonly CartNow[],
  {
    news,
    stores,
    nowMs,
  }: {
    readonly news: readonly CustomerContactability[];
    readonly stores: ReadonlyMap<string, StoreThresholds>;
    readonly nowMs: number;
  },
): Promise<void> {
  if (carts.length === 0) return;
  const newsOf = Map.groupBy(news, ({ storeId, customerId }) => `${storeId}/${customerId}`);
  const again = carts.flatMap(({ cart, ownerBefore }) => {
    const thresholds = stores.get(cart.storeId);
    if (cart.customerId === null || !thresholds) return [];
    const heard = new Set<ContactabilityChange>(
      newsOf.get(`${cart.storeId}/${cart.customerId}`)?.map((each) => each.news),
    );
    if (cart.customerId !== ownerBefore) heard.add('owner');
    const at = reevaluateAt({ ...cart, inRecovery: cart.activeRecoveryId !== null }, heard, { nowMs, thresholds });
    return at === null ? [] : [{ ...cart, at }];
  });
  if (again.length === 0) return;
  const sql = rawSql(tx);
  await sql`
    update carts set abandon_at = to_timestamp(again.at / 1000)
    from unnest(
      ${plain(again.map(({ storeId }) => storeId))}::uuid[], ${plain(again.map(({ id }) => id))}::uuid[], ${plain(again.map(({ at }) => at))}::float8[]
    ) as again (store_id, id, at)
    where carts.store_id = again.store_id and carts.id = again.id`;
}
