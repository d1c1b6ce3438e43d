import { and, eq } from 'drizzle-orm';
import { recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { PredictedPurchase } from '../../../domain/recovery.ts';
import type { FeatureStore } from '../../../ml/feature-store.ts';
import { inTime } from '../../../runtime/in-time.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { keepPredictions, type MadePrediction } from '../../prediction/predictions/keep.ts';
import type { ModelServing } from '../../prediction/serving/model-serving.ts';
import type { Flags } from '../../state/flags/flags.ts';

export interface PredictDeps {
  readonly database: Pick<Database, 'app'>;
  readonly features: FeatureStore;
  readonly serving: ModelServing;
  readonly flags: Pick<Flags, 'isOn'>;
}

export interface CartOfRecovery {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly cartId: string;
}

/** Predicts how likely the cart of a recovery is bought without any help, and keeps it with the recovery. */
export async function predictPurchase(
  { database, features, serving, flags }: PredictDeps,
  { storeId, recoveryId, cartId }: CartOfRecovery,
): Promise<PredictedPurchase> {
  if (!(await flags.isOn('predictions', { storeId, subjectId: cartId }))) return null;
  const since = performance.now();
  const input = await features.get(storeId, cartId);
  if (!input) return null;
  const served = await serving.predict({ id: recoveryId, storeId, cartId, input });
  const tookMs = performance.now() - since;
  await recordPrediction(database, { id: recoveryId, storeId, recoveryId, cartId, input, ...served, tookMs });
  const { probability, modelVersion } = served.prediction;
  return { probability, modelVersion };
}

/** A recovery that opens waits no longer: it asks again in the background. */
const atOnceMsMax = 2_000;

/** The same where a model may answer within this process; undefined when none is here, or it does not answer at once. */
export function createPredictAtOnce({
  serving,
  onFailure,
  ...deps
}: Omit<PredictDeps, 'serving'> & {
  /** Null: this process serves no model. */
  readonly serving: () => ModelServing | null;
  readonly onFailure: (error: unknown) => void;
}): (cart: CartOfRecovery) => Promise<PredictedPurchase | undefined> {
  return async (cart) => {
    const here = serving();
    if (!here) return undefined;
    try {
      return await inTime(predictPurchase({ ...deps, serving: here }, cart), atOnceMsMax);
    } catch (error) {
      onFailure(error);
      return undefined;
    }
  };
}

/** Keeps what the model said of a recovery's cart, for lists and for a person who asks why. */
export async function recordPrediction(
  database: Pick<Database, 'app'>,
  made: MadePrediction & { readonly recoveryId: string },
): Promise<void> {
  const { storeId, recoveryId, cartId, prediction } = made;
  const { probability, modelVersion } = prediction;
  // The features that moved it most, strongest first.
  const reasons = prediction.reasons.map(({ feature }) => feature).join(', ');
  const detail = { probability, modelVersion, reasons };
  await withStore(database, storeId, (tx) =>
    Promise.all([
      tx
        .update(recoveries)
        .set({ probability, modelVersion })
        .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId))),
      keepPredictions(tx, [made]),
      recordDecision(tx, { storeId, recoveryId, cartId, kind: 'predicted', detail, key: `predicted/${recoveryId}` }),
    ]),
  );
}
