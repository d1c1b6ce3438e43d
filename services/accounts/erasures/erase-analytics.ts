import type { ClickHouseClient } from '@clickhouse/client';
import type { ErasureTargets } from '../../../db/postgres/schema/index.ts';
import { uuidPattern } from '../../../domain/ids.ts';

export interface EraseAnalytics extends Pick<ErasureTargets, 'shoppers' | 'cartIds'> {
  readonly storeId: string;
  readonly erasureId: string;
}

/** `gone`: read back, nothing is there. `asked`: it was accepted, which says nothing of whether it will be carried out. */
export type ErasedAnalytics = 'gone' | 'asked' | 'running' | 'failing';

/**
 * Has a person's events deleted: the parts that hold them are written anew (`ALTER TABLE … DELETE`), since a lightweight delete leaves
 * the bytes. Facts of orders, messages and recoveries are copies of rows that stay as figures. Called until the rows are gone:
 * a deletion is accepted long before it is done, may fail later, and holds up those behind it.
 */
export async function eraseAnalytics(clickhouse: ClickHouseClient, erase: EraseAnalytics): Promise<ErasedAnalytics> {
  const mutation = await readMutation(clickhouse, erase.erasureId);
  if (mutation !== null) return mutation.failReason === '' ? 'running' : 'failing';
  for (const part of partsOf(erase)) {
    if ((await countEvents(clickhouse, part)) === 0) continue;
    await clickhouse.command({
      // The id tells this deletion from others in the server's list, and names nobody.
      query: `alter table events delete where ${isOfPerson(part)} and '${idOf(erase.erasureId)}' != ''`,
      clickhouse_settings: { mutations_sync: '0' },
    });
    return 'asked';
  }
  return 'gone';
}

/** So many names stand in one statement: a server takes no text of any length. */
const namesPerStatementMax = 500;

function partsOf(erase: EraseAnalytics): readonly EraseAnalytics[] {
  const length = Math.max(erase.shoppers.length, erase.cartIds.length);
  return Array.from({ length: Math.ceil(length / namesPerStatementMax) }, (_, index) => {
    const range = [index * namesPerStatementMax, (index + 1) * namesPerStatementMax] as const;
    return { ...erase, shoppers: erase.shoppers.slice(...range), cartIds: erase.cartIds.slice(...range) };
  });
}

/** Rows that are still there. */
async function countEvents(clickhouse: ClickHouseClient, erase: EraseAnalytics): Promise<number> {
  const found = await clickhouse.query({
    query: `select count() as rows from events where ${isOfPerson(erase)}`,
    format: 'JSONEachRow',
  });
  const [row] = await found.json<{ rows: string | number }>();
  return Number(row?.rows ?? 0);
}

interface Mutation {
  readonly failReason: string;
}

async function readMutation(clickhouse: ClickHouseClient, erasureId: string): Promise<Mutation | null> {
  const found = await clickhouse.query({
    query: `
      select latest_fail_reason as failReason from system.mutations
      where database = currentDatabase() and table = 'events' and not is_done and position(command, {id: String}) > 0
      limit 1`,
    query_params: { id: erasureId },
    format: 'JSONEachRow',
  });
  const [row] = await found.json<Mutation>();
  return row ?? null;
}

/** As literals, because a mutation keeps its text: parameters are gone by the time that it runs. */
function isOfPerson({ storeId, shoppers, cartIds }: EraseAnalytics): string {
  const anyOf = [
    ...(shoppers.length > 0 ? [`shopper in (${shoppers.map(hexLiteral).join(', ')})`] : []),
    ...(cartIds.length > 0 ? [`cart_id in (${cartIds.map((id) => `'${idOf(id)}'`).join(', ')})`] : []),
  ];
  return `store_id = '${idOf(storeId)}' and (${anyOf.length > 0 ? anyOf.join(' or ') : '0'})`;
}

/** Text of a shop as a literal that holds none of it: nothing in it can be SQL. */
function hexLiteral(text: string): string {
  return `unhex('${Buffer.from(text.toWellFormed()).toString('hex')}')`;
}

function idOf(id: string): string {
  if (!uuidPattern.test(id)) throw new TypeError('an id that is none does not go into a statement');
  return id;
}
