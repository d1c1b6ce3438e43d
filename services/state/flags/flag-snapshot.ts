import type { FlagRules, KeptRule } from '../../../domain/flags/decide-flag.ts';
import { type FlagName, flagOf, isFlagName } from '../../../domain/flags/flag.ts';
import { readRule } from '../../../domain/flags/rule.ts';
import type { FlagRow } from './flag-row.ts';

/** What is said of all flags at one moment, in memory. */
export interface FlagSnapshot {
  rulesOf(name: FlagName, storeId: string): FlagRules;
  /** Rows from which no rule could be read: the last good rule of each is kept, where there was one. */
  readonly unreadable: readonly Pick<FlagRow, 'storeId' | 'name'>[];
  /** The rules that hold, to be kept on disk. */
  readonly rows: readonly FlagRow[];
}

/**
 * A row that cannot be read changes nothing: the rule that was read from it before goes on. Rows of names that nobody declared,
 * left by another version of the engine, are passed over.
 */
export function snapshotOf(rows: readonly FlagRow[], last: FlagSnapshot | null): FlagSnapshot {
  const before = new Map(last?.rows.map((row) => [keyOf(row), row]));
  const kept = new Map<string, KeptRule>();
  const unreadable: Pick<FlagRow, 'storeId' | 'name'>[] = [];
  const good: FlagRow[] = [];
  for (const row of rows) {
    if (!isFlagName(row.name)) continue;
    const flag = flagOf(row.name);
    if (readRule(row.rule, flag) === null) unreadable.push({ storeId: row.storeId, name: row.name });
    const used = readRule(row.rule, flag) === null ? before.get(keyOf(row)) : row;
    const rule = used === undefined ? null : readRule(used.rule, flag);
    if (used === undefined || rule === null) {
      kept.set(keyOf(row), 'unreadable');
      continue;
    }
    kept.set(keyOf(row), { rule, madeAt: used.madeAt });
    good.push(used);
  }
  return {
    unreadable,
    rows: good,
    rulesOf: (name, storeId) => ({
      platform: kept.get(keyOf({ storeId: null, name })),
      store: kept.get(keyOf({ storeId, name })),
    }),
  };
}

function keyOf({ storeId, name }: Pick<FlagRow, 'storeId' | 'name'>): string {
  return `${storeId ?? 'platform'}/${name}`;
}
