import { ActivityFailure, isCancellation } from '@temporalio/workflow';
import { countReport, deliverReport, endReport, giveUpReport, openReport } from './activities.ts';
import type { SendReport } from './contract.ts';

/**
 * One report of one period, from its permission to the end of every delivery. A schedule runs it, never two of a report at a
 * time, or somebody who asked for a test; when it is late, or runs twice, the permission decides.
 */
export async function sendReport({ storeId, reportId, runId: asked }: SendReport): Promise<string> {
  const opened = await openReport({ storeId, reportId, runId: asked, atMs: Date.now() });
  if (opened.kind !== 'open') return opened.kind;
  const run = { storeId, runId: opened.runId };
  const deliveries = await countReport(run).catch(async (error: unknown) => {
    refuseOther(error);
    await endReport({ ...run, reason: 'numbers_unavailable' });
    return null;
  });
  if (deliveries === null) return 'numbers_unavailable';
  await Promise.all(deliveries.map((deliveryId) => deliver({ storeId, deliveryId })));
  await endReport({ ...run, reason: null });
  return 'done';
}

async function deliver(key: { readonly storeId: string; readonly deliveryId: string }): Promise<void> {
  try {
    await deliverReport(key);
  } catch (error) {
    refuseOther(error);
    await giveUpReport(key);
  }
}

/** Retries that are used up are an end; a cancellation is none, nor is a bug. */
function refuseOther(error: unknown): void {
  if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
}
