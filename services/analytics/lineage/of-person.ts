import { and, desc, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import { customers, messages, predictions, recoveries, trainingRuns } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { personOf } from '../../state/customers/person-of.ts';
import { type LineageMessage, messageColumns } from './of-prediction.ts';

/** What was predicted of a person, which versions did so, what went out afterwards, and what may have learned from it. */
export interface PersonLineage {
  readonly customerId: string;
  /** Newest first; older ones are no longer kept. */
  readonly predictions: readonly {
    readonly id: string;
    readonly at: Date;
    readonly recoveryId: string;
    readonly probability: number;
    readonly modelVersion: string;
    readonly modelVersionId: string | null;
    readonly featureSet: string;
    readonly messages: readonly LineageMessage[];
  }[];
  /** Runs that became a version after the first of these predictions: their carts may be among what was learned from. */
  readonly trainings: readonly { readonly id: string; readonly versionId: string | null; readonly requestedAt: Date }[];
}

const predictionsMax = 100;
const trainingsMax = 100;

/** Throws `not_found`: there is no such customer. */
export async function lineageOfPerson(
  database: Pick<Database, 'app'>,
  { storeId, customerId: asked }: { readonly storeId: string; readonly customerId: string },
): Promise<PersonLineage> {
  return withStore(database, storeId, async (tx) => {
    const [known] = await tx
      .select({ id: customers.id })
      .from(customers)
      .where(and(eq(customers.storeId, storeId), eq(customers.id, asked)));
    if (!known) throw new ServiceError('not_found', 'There is no such customer.', { path: 'id' });
    const { customerId } = await personOf(tx, { storeId, customerId: asked });
    const found = await tx
      .select({
        ...{ id: predictions.id, at: predictions.at, recoveryId: recoveries.id, probability: predictions.probability },
        ...{ modelVersion: predictions.modelVersion, modelVersionId: predictions.modelVersionId },
        featureSet: predictions.featureSet,
      })
      .from(recoveries)
      .innerJoin(predictions, and(eq(predictions.storeId, recoveries.storeId), eq(predictions.id, recoveries.id)))
      .where(and(eq(recoveries.storeId, storeId), eq(recoveries.customerId, customerId)))
      .orderBy(desc(predictions.at), desc(predictions.id))
      .limit(predictionsMax);
    const sent =
      found.length === 0
        ? []
        : await tx
            .select({ ...messageColumns, recoveryId: messages.recoveryId })
            .from(messages)
            .where(
              and(
                eq(messages.storeId, storeId),
                inArray(
                  messages.recoveryId,
                  found.map(({ recoveryId }) => recoveryId),
                ),
              ),
            )
            .orderBy(desc(messages.claimedAt));
    const first = found.at(-1);
    const trainings = first
      ? await tx
          .select({ id: trainingRuns.id, versionId: trainingRuns.versionId, requestedAt: trainingRuns.requestedAt })
          .from(trainingRuns)
          .where(
            and(
              eq(trainingRuns.state, 'registered'),
              gt(trainingRuns.requestedAt, first.at),
              or(isNull(trainingRuns.storeId), eq(trainingRuns.storeId, storeId)),
            ),
          )
          .orderBy(desc(trainingRuns.requestedAt))
          .limit(trainingsMax)
      : [];
    return {
      ...{ customerId, trainings },
      predictions: found.map((one) => ({
        ...one,
        messages: sent.flatMap(({ recoveryId, ...message }) => (recoveryId === one.recoveryId ? [message] : [])),
      })),
    };
  });
}
