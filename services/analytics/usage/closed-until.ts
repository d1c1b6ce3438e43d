import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';

/** The row of `usage_marks` that says how far usage is closed. */
export const markName = 'usage';

/** Until when (epoch milliseconds) usage is closed: everything of before is counted. 0: nobody has counted anything. */
export async function readClosedUntil(tx: Tx): Promise<number> {
  const [mark] = await rawSql(tx)<{ untilMs: number }[]>`
    select (extract(epoch from closed_until) * 1000)::float8 as "untilMs" from usage_marks where name = ${markName}`;
  return mark?.untilMs ?? 0;
}
