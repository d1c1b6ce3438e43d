import { documentSeparator, documents, plain, texts } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { type CartRow, storedFold } from './cart-row.ts';

/**
 * Writes carts as they are now: those in `known` are there and locked, the others are new. An update of a locked row
 * costs a third less than the upsert of it, which locks it once more.
 */
export async function saveCarts(
  tx: Tx,
  carts: readonly CartRow[],
  known: { readonly has: (cartId: string) => boolean },
): Promise<void> {
  const there = carts.filter(({ id }) => known.has(id));
  const fresh = carts.filter(({ id }) => !known.has(id));
  const sql = rawSql(tx);
  if (there.length > 0)
    await sql`
      update carts set
        customer_id = given.customer_id, anonymous_id = given.anonymous_id, status = given.status,
        stage = given.stage, lines = given.lines::jsonb, lines_omitted = given.lines_omitted, currency = given.currency, value_minor = given.value_minor,
        restore_url = given.restore_url, fold = given.fold::json, version = given.version,
        last_activity_at = to_timestamp(given.last_activity_at / 1000), purchased_at = to_timestamp(given.purchased_at / 1000),
        abandon_at = to_timestamp(given.abandon_at / 1000), traceparent = given.traceparent, updated_at = now()
      from ${givenCarts(tx, there)}
      where carts.store_id = given.store_id and carts.id = given.id`;
  if (fresh.length > 0)
    await sql`
      insert into carts (store_id, id, external_id, customer_id, anonymous_id, status, stage, lines, lines_omitted, currency, value_minor,
        restore_url, fold, version, last_activity_at, purchased_at, abandon_at, traceparent)
      select store_id, id, external_id, customer_id, anonymous_id, status, stage, lines::jsonb, lines_omitted, currency, value_minor,
        restore_url, fold::json, version, to_timestamp(last_activity_at / 1000), to_timestamp(purchased_at / 1000), to_timestamp(abandon_at / 1000), traceparent
      from ${givenCarts(tx, fresh)}`;
}

/** Sorted, so that two writers never wait in a ring. Times in epoch milliseconds. */
function givenCarts(tx: Tx, carts: readonly CartRow[]) {
  const rows = carts.toSorted((a, b) =>
    a.storeId < b.storeId ? -1 : a.storeId > b.storeId ? 1 : a.id < b.id ? -1 : 1,
  );
  return rawSql(tx)`unnest(
    ${plain(rows.map((row) => row.storeId))}::uuid[],
    ${plain(rows.map((row) => row.id))}::uuid[],
    ${texts(rows.map((row) => row.externalId))}::text[],
    ${plain(rows.map((row) => row.customerId))}::uuid[],
    ${texts(rows.map((row) => row.anonymousId))}::text[],
    ${plain(rows.map((row) => row.contents.status))}::text[],
    ${plain(rows.map((row) => row.contents.stage))}::text[],
    string_to_array(${documents(rows.map((row) => row.contents.lines))}, ${documentSeparator}, ''),
    ${plain(rows.map((row) => row.contents.linesOmitted))}::int[],
    ${plain(rows.map((row) => row.contents.currency))}::text[],
    ${plain(rows.map((row) => row.contents.valueMinor))}::bigint[],
    ${texts(rows.map((row) => row.restoreUrl))}::text[],
    string_to_array(${documents(rows.map((row) => storedFold(row.fold)))}, ${documentSeparator}, ''),
    ${plain(rows.map((row) => row.version))}::int[],
    ${plain(rows.map((row) => row.contents.lastActivityAt || (row.contents.purchasedAt ?? 0)))}::float8[],
    ${plain(rows.map((row) => row.contents.purchasedAt))}::float8[],
    ${plain(rows.map((row) => row.abandonAt))}::float8[],
    ${plain(rows.map((row) => row.traceparent))}::text[]
  ) as given (store_id, id, external_id, customer_id, anonymous_id, status, stage, lines, lines_omitted, currency, value_minor,
    restore_url, fold, version, last_activity_at, purchased_at, abandon_at, traceparent)`;
}
