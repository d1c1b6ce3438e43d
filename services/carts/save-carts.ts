import { rawSql, type Tx } from '../../db/postgres/tenancy.ts';
import { type CartRow, storedFold } from './cart-row.ts';

/** Writes carts as they are now. They are locked already, or new; sorted, so that two writers never wait in a ring. */
export async function saveCarts(tx: Tx, carts: readonly CartRow[]): Promise<void> {
  if (carts.length === 0) return;
  const rows = carts.toSorted((a, b) =>
    a.storeId < b.storeId ? -1 : a.storeId > b.storeId ? 1 : a.id < b.id ? -1 : 1,
  );
  const sql = rawSql(tx);
  await sql`
    insert into carts (store_id, id, external_id, customer_id, anonymous_id, status, stage, lines, currency, value_minor,
      restore_url, fold, version, last_activity_at, purchased_at, abandon_at)
    select store_id, id, external_id, customer_id, anonymous_id, status, stage, lines::jsonb, currency, value_minor,
      restore_url, fold::jsonb, version, to_timestamp(last_activity_at / 1000), to_timestamp(purchased_at / 1000), to_timestamp(abandon_at / 1000)
    from unnest(
      ${rows.map((row) => row.storeId)}::uuid[],
      ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.externalId)}::text[],
      ${rows.map((row) => row.customerId)}::uuid[],
      ${rows.map((row) => row.anonymousId)}::text[],
      ${rows.map((row) => row.contents.status)}::text[],
      ${rows.map((row) => row.contents.stage)}::text[],
      ${rows.map((row) => JSON.stringify(row.contents.lines))}::text[],
      ${rows.map((row) => row.contents.currency)}::text[],
      ${rows.map((row) => row.contents.valueMinor)}::bigint[],
      ${rows.map((row) => row.restoreUrl)}::text[],
      ${rows.map((row) => JSON.stringify(storedFold(row.fold)))}::text[],
      ${rows.map((row) => row.version)}::int[],
      ${rows.map((row) => row.contents.lastActivityAt || (row.contents.purchasedAt ?? 0))}::float8[],
      ${rows.map((row) => row.contents.purchasedAt)}::float8[],
      ${rows.map((row) => row.abandonAt)}::float8[]
    ) as cart (store_id, id, external_id, customer_id, anonymous_id, status, stage, lines, currency, value_minor,
      restore_url, fold, version, last_activity_at, purchased_at, abandon_at)
    on conflict (store_id, id) do update set
      customer_id = excluded.customer_id, anonymous_id = excluded.anonymous_id, status = excluded.status,
      stage = excluded.stage, lines = excluded.lines, currency = excluded.currency, value_minor = excluded.value_minor,
      restore_url = excluded.restore_url, fold = excluded.fold, version = excluded.version,
      last_activity_at = excluded.last_activity_at, purchased_at = excluded.purchased_at,
      abandon_at = excluded.abandon_at, updated_at = now()`;
}
