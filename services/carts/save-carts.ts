import { documentSeparator, documents, plain, texts } from '../../db/postgres/array-literals.ts';
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
      restore_url, fold::json, version, to_timestamp(last_activity_at / 1000), to_timestamp(purchased_at / 1000), to_timestamp(abandon_at / 1000)
    from unnest(
      ${plain(rows.map((row) => row.storeId))}::uuid[],
      ${plain(rows.map((row) => row.id))}::uuid[],
      ${texts(rows.map((row) => row.externalId))}::text[],
      ${plain(rows.map((row) => row.customerId))}::uuid[],
      ${texts(rows.map((row) => row.anonymousId))}::text[],
      ${plain(rows.map((row) => row.contents.status))}::text[],
      ${plain(rows.map((row) => row.contents.stage))}::text[],
      string_to_array(${documents(rows.map((row) => row.contents.lines))}, ${documentSeparator}, ''),
      ${plain(rows.map((row) => row.contents.currency))}::text[],
      ${plain(rows.map((row) => row.contents.valueMinor))}::bigint[],
      ${texts(rows.map((row) => row.restoreUrl))}::text[],
      string_to_array(${documents(rows.map((row) => storedFold(row.fold)))}, ${documentSeparator}, ''),
      ${plain(rows.map((row) => row.version))}::int[],
      ${plain(rows.map((row) => row.contents.lastActivityAt || (row.contents.purchasedAt ?? 0)))}::float8[],
      ${plain(rows.map((row) => row.contents.purchasedAt))}::float8[],
      ${plain(rows.map((row) => row.abandonAt))}::float8[]
    ) as cart (store_id, id, external_id, customer_id, anonymous_id, status, stage, lines, currency, value_minor,
      restore_url, fold, version, last_activity_at, purchased_at, abandon_at)
    on conflict (store_id, id) do update set
      customer_id = excluded.customer_id, anonymous_id = excluded.anonymous_id, status = excluded.status,
      stage = excluded.stage, lines = excluded.lines, currency = excluded.currency, value_minor = excluded.value_minor,
      restore_url = excluded.restore_url, fold = excluded.fold, version = excluded.version,
      last_activity_at = excluded.last_activity_at, purchased_at = excluded.purchased_at,
      abandon_at = excluded.abandon_at, updated_at = now()`;
}
