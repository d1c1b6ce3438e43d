import { and, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { messages, modelVersions, predictions } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { ModelStage } from '../../../domain/model.ts';
import { hashOf } from '../../../ml/feature-set.ts';
import { knownFeatureSets } from '../../../ml/known-feature-sets.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type LineageMessage, messageColumns } from './of-prediction.ts';

/** What hangs on one feature: the sets that have it, the versions that look at it, and the messages that went out after them. */
export interface FeatureLineage {
  readonly feature: { readonly name: string; readonly unit: string; readonly description: string };
  readonly sets: readonly { readonly name: string; readonly version: number; readonly hash: string }[];
  readonly versions: readonly { readonly id: string; readonly version: string; readonly stage: ModelStage }[];
  readonly messages: Page<MessageOfFeature, TimePosition>;
}

export interface MessageOfFeature extends LineageMessage {
  readonly predictionId: string;
  readonly modelVersion: string;
  /** It was among the features that moved the prediction most. */
  readonly moved: boolean;
}

const versionsMax = 200;

/** Throws `not_found`: no set of this engine has such a feature. */
export async function lineageOfFeature(
  database: Pick<Database, 'app'>,
  asked: {
    readonly storeId: string;
    readonly name: string;
    readonly limit: number;
    readonly after: TimePosition | null;
  },
): Promise<FeatureLineage> {
  const { storeId, name, limit, after } = asked;
  const sets = knownFeatureSets.filter(({ features }) => features.some((feature) => feature.name === name));
  const feature = sets[0]?.features.find((one) => one.name === name);
  if (!feature)
    throw new ServiceError('not_found', 'No model of this engine looks at such a feature.', { path: 'name' });
  const hashes = sets.map(hashOf);
  return withStore(database, storeId, async (tx) => {
    const versions = await tx
      .select({ id: modelVersions.id, version: modelVersions.version, stage: modelVersions.stage })
      .from(modelVersions)
      .where(
        and(
          inArray(modelVersions.featureSetHash, hashes),
          or(isNull(modelVersions.storeId), eq(modelVersions.storeId, storeId)),
        ),
      )
      .orderBy(desc(modelVersions.id))
      .limit(versionsMax);
    const rows = await tx
      .select({
        ...{ ...messageColumns, predictionId: predictions.id, modelVersion: predictions.modelVersion },
        moved: sql<boolean>`${predictions.reasons} @> ${JSON.stringify([{ feature: name }])}::jsonb`,
      })
      .from(messages)
      .innerJoin(predictions, and(eq(predictions.storeId, messages.storeId), eq(predictions.id, messages.recoveryId)))
      .where(
        and(
          eq(messages.storeId, storeId),
          inArray(predictions.featureSetHash, hashes),
          olderThan(messages.claimedAt, messages.id, after),
        ),
      )
      .orderBy(desc(messages.claimedAt), desc(messages.id))
      .limit(limit + 1);
    return {
      feature: { name, unit: feature.unit, description: feature.description },
      sets: sets.map((set) => ({ name: set.name, version: set.version, hash: hashOf(set) })),
      versions,
      messages: pageOf(
        rows,
        limit,
        (row) => row,
        ({ claimedAt, id }) => ({ at: claimedAt.getTime(), id }),
      ),
    };
  });
}
