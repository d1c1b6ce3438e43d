import { and, eq } from 'drizzle-orm';
import { recoveries } from '../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../db/postgres/tenancy.ts';
import { recordDecision } from '../decisions/record.ts';

export interface RecordPrediction {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly cartId: string;
  /** 0..1 */
  readonly probability: number;
  readonly modelVersion: string;
  /** Names of the features that moved it most, strongest first. */
  readonly reasons: readonly string[];
}

/** Keeps what the model said of a recovery's cart, for lists and for a person who asks why. */
export async function recordPrediction(database: Pick<Database, 'app'>, prediction: RecordPrediction): Promise<void> {
  const { storeId, recoveryId, cartId, probability, modelVersion, reasons } = prediction;
  await withStore(database, storeId, async (tx) => {
    await tx
      .update(recoveries)
      .set({ probability, modelVersion })
      .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId)));
    const detail = { probability, modelVersion, reasons: reasons.join(', ') };
    await recordDecision(tx, {
      storeId,
      recoveryId,
      cartId,
      kind: 'predicted',
      detail,
      key: `predicted/${recoveryId}`,
    });
  });
}
