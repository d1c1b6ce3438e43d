import { type Database, engineRead } from '../../../db/postgres/tenancy.ts';

/** What was said of a flag, as it stands in PostgreSQL or on disk: the rule is read by `domain/flags/rule.ts` only. */
export interface FlagRow {
  /** Null: of the platform. */
  readonly storeId: string | null;
  readonly name: string;
  readonly rule: unknown;
  /** Epoch milliseconds. */
  readonly madeAt: number;
}

/** All rows of the installation at one moment. */
export interface FlagRows {
  /** Differs whenever a row does, whoever changed it and by what way. */
  readonly mark: string;
  readonly rows: readonly FlagRow[];
}

/** Null: they are as they were when `mark` was read. */
export async function readFlagRows(
  database: Pick<Database, 'engine'>,
  mark: string | undefined,
): Promise<FlagRows | null> {
  const sql = engineRead(database);
  const [found] = await sql<{ mark: string }[]>`
    select count(*) || '/' || coalesce(sum(hashtextextended(flags::text, 0)), 0) as mark from flags`;
  if (found === undefined || found.mark === mark) return null;
  const rows = await sql<FlagRow[]>`
    select store_id as "storeId", name, rule, extract(epoch from changed_at)::float8 * 1000 as "madeAt" from flags`;
  return { mark: found.mark, rows };
}
