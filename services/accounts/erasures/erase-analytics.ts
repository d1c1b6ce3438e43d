import { createHash } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import type { ErasureTargets } from '../../../db/postgres/schema/index.ts';
import { uuidPattern } from '../../../domain/ids.ts';

export interface EraseAnalytics extends Pick<ErasureTargets, 'shoppers' | 'cartIds'> {
  readonly storeId: string;
  readonly erasureId: string;
}

/** `gone`: read back, nothing is there. `asked`: it was accepted, which says nothing of whether it will be carried out. */
export type ErasedAnalytics = 'gone' | 'asked' | 'running' | 'failing';

/** So many names stand in one statement: a server takes no text of any length. */
const namesPerStatementMax = 500;
/** Tells our deletions from others in the server's list. */
const marker = 'erasure';

/**
 * Has a person's events deleted: the parts that hold them are written anew (`ALTER TABLE … DELETE`), since a lightweight delete leaves
 * the bytes. Facts of orders, messages and recoveries are copies of rows that stay as figures. Called until the rows are gone:
 * a deletion is accepted long before it is done, may fail later, and holds up those behind it. So there is one at a time, for as many
 * persons as wait: each would write the same parts anew.
 */
export async function eraseAnalytics(
  clickhouse: ClickHouseClient,
  erase: EraseAnalytics,
  waiting: () => Promise<readonly EraseAnalytics[]> = async () => [],
): Promise<ErasedAnalytics> {
  // Looked for before the rows are: one that ends in between has left none.
  const mutation = await readMutation(clickhouse);
  const parts: EraseAnalytics[] = [];
  for (const part of partsOf(erase)) if ((await countEvents(clickhouse, part)) > 0) parts.push(part);
  const [first] = parts;
  if (first === undefined) return 'gone';
  if (mutation !== null) return mutation.failReason === '' ? 'running' : 'failing';
  const together = fitting(first, (await waiting()).flatMap(partsOf));
  await clickhouse.command({
    query: `alter table events delete where (${together.map(isOfPerson).join(' or ')}) and '${marker}' != ''`,
    clickhouse_settings: { mutations_sync: '0' },
  });
  return 'asked';
}

function partsOf(erase: EraseAnalytics): readonly EraseAnalytics[] {
  const half = namesPerStatementMax / 2;
  const length = Math.max(erase.shoppers.length, erase.cartIds.length);
  return Array.from({ length: Math.ceil(length / half) }, (_, index) => {
    const range = [index * half, (index + 1) * half] as const;
    return { ...erase, shoppers: erase.shoppers.slice(...range), cartIds: erase.cartIds.slice(...range) };
  });
}

/** As many as one statement takes, the first of them surely. */
function fitting(first: EraseAnalytics, others: readonly EraseAnalytics[]): readonly EraseAnalytics[] {
  const together = [first];
  let names = namesIn(first);
  for (const other of others) {
    names += namesIn(other);
    if (names > namesPerStatementMax) break;
    together.push(other);
  }
  return together;
}

function namesIn({ shoppers, cartIds }: EraseAnalytics): number {
  return shoppers.length + cartIds.length;
}

/** Rows that are still there. */
async function countEvents(
  clickhouse: ClickHouseClient,
  { storeId, shoppers, cartIds }: EraseAnalytics,
): Promise<number> {
  const found = await clickhouse.query({
    query: `
      select count() as rows from events
      where store_id = {storeId: UUID}
        and (shopper in {shoppers: Array(String)} or cart_id in {cartIds: Array(UUID)})`,
    query_params: { storeId, shoppers: shoppers.map((shopper) => shopper.toWellFormed()), cartIds },
    format: 'JSONEachRow',
  });
  const [row] = await found.json<{ rows: string | number }>();
  return Number(row?.rows ?? 0);
}

interface Mutation {
  readonly failReason: string;
}

/** A deletion of ours that is not carried out; one that fails holds up all behind it, whosever it is. */
async function readMutation(clickhouse: ClickHouseClient): Promise<Mutation | null> {
  const found = await clickhouse.query({
    query: `
      select latest_fail_reason as failReason from system.mutations
      where database = currentDatabase() and table = 'events' and not is_done and position(command, {marker: String}) > 0
      order by failReason desc limit 1`,
    query_params: { marker },
    format: 'JSONEachRow',
  });
  const [row] = await found.json<Mutation>();
  return row ?? null;
}

/**
 * As literals, because parameters are gone by the time that a mutation runs; and of names their hashes, because the server keeps the
 * texts of mutations long after they are done.
 */
function isOfPerson({ storeId, shoppers, cartIds }: EraseAnalytics): string {
  const anyOf = [
    ...(shoppers.length > 0 ? [`hex(SHA256(shopper)) in (${shoppers.map(hashLiteral).join(', ')})`] : []),
    ...(cartIds.length > 0 ? [`cart_id in (${cartIds.map((id) => `'${idOf(id)}'`).join(', ')})`] : []),
  ];
  return `(store_id = '${idOf(storeId)}' and (${anyOf.join(' or ')}))`;
}

function hashLiteral(shopper: string): string {
  return `'${createHash('sha256').update(shopper.toWellFormed()).digest('hex').toUpperCase()}'`;
}

function idOf(id: string): string {
  if (!uuidPattern.test(id)) throw new TypeError('an id that is none does not go into a statement');
  return id;
}
