import { and, desc, eq, inArray } from 'drizzle-orm';
import { campaignVersions, modelVersions, predictions, recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { decideAlike, probabilityThresholds } from '../../../domain/probability-thresholds.ts';
import { hashOf } from '../../../ml/feature-set.ts';
import { knownFeatureSets } from '../../../ml/known-feature-sets.ts';
import type { Rescore } from '../../prediction/recomputing/recompute.ts';
import { ServiceError } from '../../shared/service-error.ts';

/** What a version would have answered had it not known one feature. */
export interface WithoutFeature {
  /** The newest predictions for recoveries that were asked about. */
  readonly predictions: number;
  /** The oldest of them; null: there is none. */
  readonly since: Date | null;
  readonly versions: readonly VersionWithout[];
}

export interface VersionWithout {
  readonly id: string;
  readonly version: string;
  readonly predictions: number;
  /** In how many of them the feature was known. */
  readonly known: number;
  /** Mean of how far the probability moves, either way, and the furthest. */
  readonly meanChange: number;
  readonly maxChange: number;
  /** How many carts their campaign would have decided otherwise about. */
  readonly decidedOtherwise: number;
}

const predictionsMax = 200;
const versionsMax = 3;

/**
 * Scores the newest predictions of a store once more as if one feature were not known. It says what the versions of now would
 * answer, not what one would that never learned from the feature. Throws `not_found`: no set has it.
 */
export async function answersWithoutFeature(
  { database, rescore }: { readonly database: Pick<Database, 'app'>; readonly rescore?: Rescore | undefined },
  { storeId, name }: { readonly storeId: string; readonly name: string },
): Promise<WithoutFeature> {
  const sets = knownFeatureSets.filter(({ features }) => features.some((feature) => feature.name === name));
  if (sets.length === 0)
    throw new ServiceError('not_found', 'No model of this engine looks at such a feature.', { path: 'name' });
  if (!rescore) throw new ServiceError('unavailable', 'This process does not score anything again.');
  const rows = await withStore(database, storeId, (tx) => readNewest(tx, { storeId, hashes: sets.map(hashOf) }));
  const byVersion = [...Map.groupBy(rows, ({ versionId }) => versionId).values()].slice(0, versionsMax);
  const versions: VersionWithout[] = [];
  for (const ofVersion of byVersion) {
    const without = await scoreWithout(rescore, name, ofVersion);
    if (without) versions.push(without);
  }
  return { predictions: rows.length, since: rows.at(-1)?.at ?? null, versions };
}

type Row = Awaited<ReturnType<typeof readNewest>>[number];

function readNewest(tx: Tx, { storeId, hashes }: { readonly storeId: string; readonly hashes: readonly string[] }) {
  return tx
    .select({
      ...{ at: predictions.at, probability: predictions.probability, features: predictions.features },
      ...{ versionId: modelVersions.id, version: modelVersions.version, manifest: modelVersions.manifest },
      ...{ rules: campaignVersions.rules, flow: campaignVersions.flow },
    })
    .from(predictions)
    .innerJoin(modelVersions, eq(modelVersions.id, predictions.modelVersionId))
    .innerJoin(recoveries, and(eq(recoveries.storeId, predictions.storeId), eq(recoveries.id, predictions.recoveryId)))
    .innerJoin(
      campaignVersions,
      and(
        eq(campaignVersions.storeId, recoveries.storeId),
        eq(campaignVersions.campaignId, recoveries.campaignId),
        eq(campaignVersions.version, recoveries.campaignVersion),
      ),
    )
    .where(and(eq(predictions.storeId, storeId), inArray(predictions.featureSetHash, [...hashes])))
    .orderBy(desc(predictions.at), desc(predictions.id))
    .limit(predictionsMax);
}

/** Null: its version cannot be loaded any more. */
async function scoreWithout(rescore: Rescore, name: string, rows: readonly Row[]): Promise<VersionWithout | null> {
  const [first] = rows;
  if (!first) return null;
  const without = rows.map(({ features }) => features.map(([feature, value]) => (feature === name ? null : value)));
  const scored = await rescore({ manifest: first.manifest, rows: without }).catch(() => null);
  if (!scored) return null;
  const changes = rows.map(({ probability }, index) => Math.abs((scored[index] ?? NaN) - probability));
  return {
    ...{ id: first.versionId, version: first.version, predictions: rows.length },
    known: rows.filter(({ features }) => features.some(([feature, value]) => feature === name && value !== null))
      .length,
    meanChange: changes.reduce((sum, change) => sum + change, 0) / changes.length,
    maxChange: Math.max(...changes),
    decidedOtherwise: rows.filter(
      ({ probability, rules, flow }, index) =>
        !decideAlike(probabilityThresholds({ rules, flow }), probability, scored[index] ?? NaN),
    ).length,
  };
}
