import { desc } from 'drizzle-orm';
import { featureChecks } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';

/** Whether what is learned from is what was served, day by day. */
export interface FeatureCheck {
  /** In UTC, `2026-11-27`. */
  readonly day: string;
  readonly checked: number;
  readonly differing: number;
  readonly byFeature: Readonly<Record<string, number>>;
}

const daysShown = 30;

/** The newest days of a store, newest first. */
export async function readFeatureChecks(
  database: Pick<Database, 'app'>,
  { storeId }: { readonly storeId: string },
): Promise<readonly FeatureCheck[]> {
  return withStore(database, storeId, (tx) =>
    tx
      .select({
        day: featureChecks.day,
        checked: featureChecks.checked,
        differing: featureChecks.differing,
        byFeature: featureChecks.byFeature,
      })
      .from(featureChecks)
      .orderBy(desc(featureChecks.day))
      .limit(daysShown),
  );
}
