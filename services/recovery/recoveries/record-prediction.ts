import { and, eq } from 'drizzle-orm';
import { recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { keepPredictions, type MadePrediction } from '../../prediction/predictions/keep.ts';

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
