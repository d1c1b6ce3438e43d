import { decideFlag } from '../domain/flags/decide-flag.ts';
import type { FlagName } from '../domain/flags/flag.ts';
import type { FlagRule } from '../domain/flags/rule.ts';
import type { FlagRow } from '../services/state/flags/flag-row.ts';
import { type FlagSnapshot, snapshotOf } from '../services/state/flags/flag-snapshot.ts';
import type { Flags } from '../services/state/flags/flags.ts';

/** Flags whose rules the test says, decided as the engine decides them, without servers. */
export interface FlagsFixture {
  readonly flags: Flags;
  /** `storeId` null: of the platform. */
  say(name: FlagName, rule: FlagRule, about?: { readonly storeId?: string | null; readonly madeAt?: number }): void;
  takeBack(name: FlagName, storeId?: string | null): void;
  /** As in a process that has read nothing so far. */
  forgetAll(): void;
}

export function flagsOf({ now = Date.now }: { readonly now?: () => number } = {}): FlagsFixture {
  let rows: readonly FlagRow[] = [];
  let snapshot: FlagSnapshot | null = snapshotOf(rows, null);
  const without = (name: string, storeId: string | null) =>
    rows.filter((row) => row.name !== name || row.storeId !== storeId);
  const take = (next: readonly FlagRow[]): void => {
    rows = next;
    snapshot = snapshotOf(rows, snapshot);
  };
  const decideNow: Flags['decideNow'] = (name, { storeId, subjectId = storeId }) =>
    decideFlag(name, snapshot?.rulesOf(name, storeId) ?? null, { subjectId, nowMs: now() });
  return {
    flags: {
      decideNow,
      isOn: async (name, asked) => decideNow(name, asked).isOn,
      isOnNow: (name, asked) => decideNow(name, asked).isOn,
    },
    say: (name, rule, { storeId = null, madeAt = now() } = {}) =>
      take([...without(name, storeId), { storeId, name, rule, madeAt }]),
    takeBack: (name, storeId = null) => take(without(name, storeId)),
    forgetAll: () => {
      snapshot = null;
    },
  };
}

/** Nothing is said of any flag. */
export const allOn: Flags = flagsOf().flags;
