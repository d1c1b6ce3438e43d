import { and, asc, desc, eq } from 'drizzle-orm';
import {
  campaignVersions,
  decisions,
  type Lineage,
  messages,
  modelVersions,
  predictions,
  recoveries,
} from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { probabilityThresholds } from '../../../domain/probability-thresholds.ts';
import { featureSetOfHash } from '../../../ml/known-feature-sets.ts';
import type { Recompute, Recomputed } from '../../prediction/recomputing/recompute.ts';
import { ServiceError } from '../../shared/service-error.ts';

/** From the features of a prediction to the messages that went out after it. */
export interface PredictionLineage {
  readonly prediction: {
    readonly id: string;
    readonly at: Date;
    readonly cartId: string;
    readonly recoveryId: string | null;
    readonly probability: number;
    readonly role: 'primary' | 'canary';
    readonly propensity: number | null;
  };
  readonly featureSet: { readonly name: string; readonly version: number; readonly hash: string };
  readonly features: readonly {
    readonly name: string;
    readonly value: number | null;
    /** Null: this code does not compute the set any more. */
    readonly unit: string | null;
    readonly description: string | null;
  }[];
  readonly model: {
    readonly version: string;
    /** Null: the shipped prior before it was registered, or a version that is not there any more. */
    readonly versionId: string | null;
    readonly scope: 'store' | 'platform' | null;
    readonly lineage: Lineage | null;
  };
  readonly decisions: readonly LineageDecision[];
  readonly messages: readonly LineageMessage[];
  /** Null: its version is not registered, or cannot be loaded here. */
  readonly recomputed: Recomputed | null;
}

export type LineageDecision = Pick<
  typeof decisions.$inferSelect,
  'id' | 'kind' | 'at' | 'ruleId' | 'channel' | 'reason'
>;
export type LineageMessage = Pick<
  typeof messages.$inferSelect,
  'id' | 'ruleId' | 'channel' | 'template' | 'state' | 'claimedAt'
>;

/** A recovery decides fewer times than this. */
const rowsMax = 500;

/** Throws `not_found`: there is no such prediction, or it is no longer kept. */
export async function lineageOfPrediction(
  deps: { readonly database: Pick<Database, 'app'>; readonly recompute?: Recompute | undefined },
  { storeId, predictionId }: { readonly storeId: string; readonly predictionId: string },
): Promise<PredictionLineage> {
  const read = await withStore(deps.database, storeId, (tx) => readPrediction(tx, { storeId, predictionId }));
  if (!read)
    throw new ServiceError('not_found', 'There is no such prediction, or it is no longer kept.', { path: 'id' });
  const { row, version, made, sent, program } = read;
  const set = featureSetOfHash(row.featureSetHash);
  const recomputed = version
    ? ((await deps
        .recompute?.({ manifest: version.manifest, kept: row, thresholds: probabilityThresholds(program) })
        .catch(() => null)) ?? null)
    : null;
  const { id, at, cartId, recoveryId, probability, role, propensity } = row;
  return {
    prediction: { id, at, cartId, recoveryId, probability, role, propensity },
    featureSet: { name: row.featureSet, version: row.featureSetVersion, hash: row.featureSetHash },
    features: row.features.map(([name, value]) => {
      const known = set?.features.find((feature) => feature.name === name);
      return { name, value, unit: known?.unit ?? null, description: known?.description ?? null };
    }),
    model: {
      ...{ version: row.modelVersion, versionId: version?.id ?? null, lineage: version?.lineage ?? null },
      scope: version ? (version.storeId === null ? 'platform' : 'store') : null,
    },
    ...{ decisions: made, messages: sent, recomputed },
  };
}

async function readPrediction(
  tx: Tx,
  { storeId, predictionId }: { readonly storeId: string; readonly predictionId: string },
) {
  const [row] = await tx
    .select()
    .from(predictions)
    .where(and(eq(predictions.storeId, storeId), eq(predictions.id, predictionId)));
  if (!row) return null;
  const [version] =
    row.modelVersionId === null
      ? []
      : await tx.select().from(modelVersions).where(eq(modelVersions.id, row.modelVersionId));
  if (row.recoveryId === null) return { row, version, made: [], sent: [], program: null };
  const made = await tx
    .select({
      ...{ id: decisions.id, kind: decisions.kind, at: decisions.at },
      ...{ ruleId: decisions.ruleId, channel: decisions.channel, reason: decisions.reason },
    })
    .from(decisions)
    .where(and(eq(decisions.storeId, storeId), eq(decisions.recoveryId, row.recoveryId)))
    .orderBy(asc(decisions.at), asc(decisions.id))
    .limit(rowsMax);
  const sent = await tx
    .select(messageColumns)
    .from(messages)
    .where(and(eq(messages.storeId, storeId), eq(messages.recoveryId, row.recoveryId)))
    .orderBy(desc(messages.claimedAt), desc(messages.id))
    .limit(rowsMax);
  const [program] = await tx
    .select({ rules: campaignVersions.rules, flow: campaignVersions.flow })
    .from(recoveries)
    .innerJoin(
      campaignVersions,
      and(
        eq(campaignVersions.storeId, recoveries.storeId),
        eq(campaignVersions.campaignId, recoveries.campaignId),
        eq(campaignVersions.version, recoveries.campaignVersion),
      ),
    )
    .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, row.recoveryId)));
  return { row, version, made, sent, program: program ?? null };
}

export const messageColumns = {
  ...{ id: messages.id, ruleId: messages.ruleId, channel: messages.channel },
  ...{ template: messages.template, state: messages.state, claimedAt: messages.claimedAt },
};
