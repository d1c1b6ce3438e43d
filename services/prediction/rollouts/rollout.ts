import { eq } from 'drizzle-orm';
import { type rolloutLooks, rollouts } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { ModelName, ModelScope } from '../../../domain/model.ts';

export type RolloutRow = typeof rollouts.$inferSelect;
export type LookRow = typeof rolloutLooks.$inferSelect;

export interface RolloutDeps {
  readonly database: Database;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Which rollout, and where it is: the workflow names both. */
export interface RolloutKey {
  readonly storeId: string | null;
  readonly rolloutId: string;
}

export function scopeOf({ storeId }: { readonly storeId: string | null }): ModelScope {
  return { storeId };
}

/** What the verbs of the registry take of a rollout. */
export function servedBy(row: RolloutRow): { readonly scope: ModelScope; readonly model: ModelName } {
  return { scope: scopeOf(row), model: row.model };
}

/** Null: there is none. Through the engine's role: for the workflow. */
export async function findRollout(
  database: Pick<Database, 'engine'>,
  { rolloutId }: Pick<RolloutKey, 'rolloutId'>,
): Promise<RolloutRow | null> {
  const [found] = await withEngine(database, (tx) => tx.select().from(rollouts).where(eq(rollouts.id, rolloutId)));
  return found ?? null;
}
