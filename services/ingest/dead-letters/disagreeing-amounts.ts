import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { amountUnitOf } from '../../../repair/amount-unit.ts';
import { readItem } from './read-item.ts';

/** Letters that are looked at, newest first, and how many of them an answer names. */
const lettersMax = 200;
const namedMax = 5;
const bytesMax = 64 * 1024;

/**
 * Letters that failed as this one did, but for the unit of their amounts, and whose amounts have decimals: beside them
 * nobody can tell whether an amount without is in whole units or in minor ones. Letters that were rejected do not count.
 */
export async function deadLettersWithDecimals(
  tx: Tx,
  { storeId, letterId }: { readonly storeId: string; readonly letterId: string },
): Promise<readonly string[]> {
  const sql = rawSql(tx);
  const alike = await sql<{ id: string; event: string; source: string }[]>`
    select other.id, other.event, other.source
    from dead_letters letter
    join dead_letters other on other.store_id = letter.store_id and other.source = letter.source
      and other.kind = letter.kind and other.cause = letter.cause
      and other.event_type is not distinct from letter.event_type and other.id <> letter.id
      and regexp_replace(other.path, '[.][0-9]+', '.*', 'g') = regexp_replace(letter.path, '[.][0-9]+', '.*', 'g')
    where letter.store_id = ${storeId}::uuid and letter.id = ${letterId}::uuid
      and other.state in ('new', 'proposed', 'repaired') and other.size_bytes between 1 and ${bytesMax}::int
    order by other.at desc limit ${lettersMax}::int`;
  return alike
    .filter((letter) => ['decimal', 'mixed'].includes(amountUnitOf(readItem(letter))))
    .map(({ id }) => id)
    .slice(0, namedMax);
}
