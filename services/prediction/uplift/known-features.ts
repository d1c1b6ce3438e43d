import { and, asc, eq } from 'drizzle-orm';
import { predictions } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { cartFeatureSet } from '../../../ml/cart-features.ts';
import { loggedSet } from '../predictions/logged-vector.ts';

/** What was known about a decision when it was made. */
export interface KnownAtDecision {
  /** As it was predicted for the recovery; null: nobody has. */
  readonly probability: number | null;
  /** What was known of the cart then, by name; null: there is no prediction of it. */
  readonly features: readonly (readonly [name: string, value: number | null])[] | null;
}

/** What a prediction of a recovery keeps: the vector of the model that answered, and the richest one that is logged beside it. */
export interface KeptVectors {
  readonly features: KnownAtDecision['features'];
  /** In the order of the set `cart`; null: none was kept, or of another version of the set. */
  readonly logged: readonly number[] | null;
}

/** Both vectors by their names: a model takes from them what it learned from. Null: nothing was kept. */
export function knownFeatures({ features, logged }: KeptVectors): KnownAtDecision['features'] {
  if (logged === null) return features;
  const own = cartFeatureSet.features.map(({ name }, place) => [name, logged[place] ?? null] as const);
  return [...own, ...(features ?? [])];
}

/** Of the first prediction of a recovery, which is from before any message; null: there is none. */
export async function readKnownFeatures(
  tx: Tx,
  { storeId, recoveryId }: { readonly storeId: string; readonly recoveryId: string },
): Promise<KnownAtDecision['features']> {
  const [row] = await tx
    .select({ features: predictions.features, set: predictions.loggedSet, logged: predictions.loggedFeatures })
    .from(predictions)
    .where(
      and(
        eq(predictions.storeId, storeId),
        eq(predictions.recoveryId, recoveryId),
        eq(predictions.purpose, 'recovery'),
      ),
    )
    .orderBy(asc(predictions.at))
    .limit(1);
  if (!row) return null;
  return knownFeatures({ features: row.features, logged: row.set === loggedSet ? row.logged : null });
}
