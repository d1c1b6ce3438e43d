import { desc, isNull, lt } from 'drizzle-orm';
import { flagChanges, flags } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { decideFlag, type FlagDecision, type KeptRule } from '../../../domain/flags/decide-flag.ts';
import { declaredFlags, type FlagName, flagOf, providerSwitchOf } from '../../../domain/flags/flag.ts';
import { type FlagRule, readRule } from '../../../domain/flags/rule.ts';
import { type Page, pageOf } from '../../shared/page.ts';

type FlagRecord = typeof flags.$inferSelect;
export type FlagChange = typeof flagChanges.$inferSelect;

/** What was said of a flag in one scope; `rule` null: a row that no rule can be read from. */
export interface SaidOfFlag extends Omit<FlagRecord, 'storeId' | 'name' | 'rule'> {
  readonly rule: FlagRule | null;
}

export interface ListedFlag extends FlagDecision {
  readonly name: FlagName;
  readonly kind: 'switch' | 'flag';
  readonly platform: SaidOfFlag | null;
  readonly store: SaidOfFlag | null;
}

export interface ListFlags {
  /** Null: as it is for all stores, before any of them says something else. */
  readonly storeId: string | null;
  /** Of the installation: each has a switch. */
  readonly providers: readonly string[];
  readonly nowMs: number;
}

/** Every flag with what is said of it and what follows from that, by the rows as they are now. */
export async function listFlags(
  database: Database,
  { storeId, providers, nowMs }: ListFlags,
): Promise<readonly ListedFlag[]> {
  const rows =
    storeId === null
      ? await withEngine(database, (tx) => tx.select().from(flags).where(isNull(flags.storeId)))
      : await withStore(database, storeId, (tx) => tx.select().from(flags));
  const names: readonly FlagName[] = [...declaredFlags, ...providers.map(providerSwitchOf)];
  return names.map((name) => {
    const said = rows.filter((row) => row.name === name);
    const platform = said.find((row) => row.storeId === null);
    const store = storeId === null ? undefined : said.find((row) => row.storeId === storeId);
    const rules = { platform: keptOf(platform, name), store: keptOf(store, name) };
    return {
      ...{ name, kind: flagOf(name).kind, platform: shown(platform, name), store: shown(store, name) },
      ...decideFlag(name, rules, { subjectId: storeId ?? 'platform', nowMs }),
    };
  });
}

export interface FlagChangesQuery {
  readonly storeId: string;
  readonly limit: number;
  /** The id of the last one seen. */
  readonly after: string | null;
}

/** What was changed in a store and on the platform, newest first. */
export async function listFlagChanges(
  database: Pick<Database, 'app'>,
  { storeId, limit, after }: FlagChangesQuery,
): Promise<Page<FlagChange, string>> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(flagChanges)
      .where(after === null ? undefined : lt(flagChanges.id, after))
      .orderBy(desc(flagChanges.id))
      .limit(limit + 1),
  );
  return pageOf(
    rows,
    limit,
    (row) => row,
    ({ id }) => id,
  );
}

function keptOf(row: FlagRecord | undefined, name: FlagName): KeptRule | undefined {
  if (!row) return undefined;
  const rule = readRule(row.rule, flagOf(name));
  return rule === null ? 'unreadable' : { rule, madeAt: row.changedAt.getTime() };
}

function shown(row: FlagRecord | undefined, name: FlagName): SaidOfFlag | null {
  if (!row) return null;
  const { storeId: _, name: __, ...said } = row;
  return { ...said, rule: readRule(row.rule, flagOf(name)) };
}
