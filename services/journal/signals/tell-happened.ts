import { and, arrayContains, eq, inArray, isNull, or } from 'drizzle-orm';
import { campaignVersions, recoveries } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { SeenEvent } from '../../../domain/flow/flow-event.ts';
import { enqueueSignals } from './enqueue.ts';

/**
 * Tells the open recoveries of a person, or of the message that it is about, what the person did: those whose flow asks for it,
 * so that every other one has no event more in its history.
 */
export async function tellHappened(
  tx: Tx,
  {
    storeId,
    customerIds,
    recoveryId,
    event,
  }: {
    readonly storeId: string;
    readonly customerIds: readonly string[];
    readonly recoveryId: string;
    readonly event: SeenEvent;
  },
): Promise<void> {
  const listening = await tx
    .select({ recoveryId: recoveries.id, workflowId: recoveries.workflowId })
    .from(recoveries)
    .innerJoin(
      campaignVersions,
      and(
        eq(campaignVersions.storeId, recoveries.storeId),
        eq(campaignVersions.campaignId, recoveries.campaignId),
        eq(campaignVersions.version, recoveries.campaignVersion),
        arrayContains(campaignVersions.listensFor, [event.name]),
      ),
    )
    .where(
      and(
        eq(recoveries.storeId, storeId),
        isNull(recoveries.endedAt),
        or(inArray(recoveries.customerId, [...customerIds]), eq(recoveries.id, recoveryId)),
      ),
    );
  await enqueueSignals(
    tx,
    listening.map((recovery) => ({ storeId, ...recovery, signal: { kind: 'happened', event } })),
  );
}
