import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { eq, inArray, sql } from 'drizzle-orm';
import { type RecoverySignal, recoveries, signalOutbox } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { backoffMs } from '../../../runtime/backoff.ts';
import { mapBounded } from '../../../runtime/map-bounded.ts';
import * as contract from '../../../workflows/contract.ts';
import { type TakenSignal, takeSignals } from '../../journal/signals/take.ts';
import { repairRecovery } from './repair.ts';

export interface DeliverSignals {
  /** Most signals that one call takes. */
  readonly limit: number;
  /** Workflows signalled at the same time. */
  readonly concurrency: number;
}

export interface DeliverResult {
  readonly taken: number;
  readonly delivered: number;
  /** Their workflows had ended. */
  readonly gone: number;
  /** They come again later. */
  readonly failures: readonly unknown[];
}

/** Longer than signalling a whole batch takes. */
const leaseMs = 30_000;
const backoff = { minMs: 500, maxMs: 60_000 };

interface Deps {
  readonly database: Database;
  readonly client: Client;
}

/**
 * Delivers signals to workflows, each at least once and those of one workflow in their order. Nothing is told to
 * Temporal inside a transaction: a signal is taken for a while, delivered, and then deleted.
 */
export async function deliverSignals(deps: Deps, { limit, concurrency }: DeliverSignals): Promise<DeliverResult> {
  const taken = await withEngine(deps.database, (tx) => takeSignals(tx, { limit, leaseMs }));
  const byWorkflow = [...Map.groupBy(taken, ({ workflowId }) => workflowId).values()];
  const result = { taken: taken.length, delivered: 0, gone: 0, failures: [] as unknown[] };
  await mapBounded(byWorkflow, { concurrencyMax: concurrency }, async (signals) => {
    try {
      const outcome = await deliverInOrder(deps, signals);
      await forget(deps.database, signals);
      result[outcome] += signals.length;
    } catch (error) {
      result.failures.push(error);
      await postpone(deps.database, signals);
    }
  });
  return result;
}

/** Returns `gone` when the workflow has ended: then there is nobody left to tell. */
async function deliverInOrder(deps: Deps, signals: readonly TakenSignal[]): Promise<'delivered' | 'gone'> {
  for (const { workflowId, storeId, recoveryId, signal } of withoutOutdated(signals)) {
    try {
      await tell(deps.client.workflow.getHandle(workflowId), signal);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      // A recovery that has not been started yet reads the system of record when it is; the signal waits for it all the same.
      if (await isStarting(deps.database, recoveryId))
        throw new Error('the recovery is about to start', { cause: error });
      await repairRecovery(deps, { storeId, recoveryId, workflowId });
      return 'gone';
    }
  }
  return 'delivered';
}

/** Of cart updates in a row only the last one counts: it says how the cart is now. */
function withoutOutdated(signals: readonly TakenSignal[]): TakenSignal[] {
  return signals.filter(
    ({ signal }, index) => signal.kind !== 'cartUpdated' || signals[index + 1]?.signal.kind !== 'cartUpdated',
  );
}

type Handle = ReturnType<Client['workflow']['getHandle']>;

async function tell(handle: Handle, signal: RecoverySignal): Promise<void> {
  switch (signal.kind) {
    case 'orderPlaced':
      return handle.signal(contract.orderPlaced, { orderId: signal.orderId, cause: signal.cause });
    case 'cartUpdated':
      return handle.signal(contract.cartUpdated, withoutKind(signal));
    case 'consentChanged':
      return handle.signal(contract.consentChanged, { channel: signal.channel, status: signal.status });
    case 'campaignPaused':
      return handle.signal(contract.campaignPaused, { paused: signal.paused });
    case 'superseded':
      return handle.signal(contract.superseded);
    case 'replied':
      return handle.signal(contract.replied);
    case 'happened':
      return handle.signal(contract.happened, signal.event);
    case 'campaignChanged':
      return handle.signal(contract.campaignChanged, signal.change);
    default:
      return assertNever(signal);
  }
}

function withoutKind<T extends { readonly kind: string }>({ kind: _, ...told }: T): Omit<T, 'kind'> {
  return told;
}

async function isStarting(database: Database, recoveryId: string): Promise<boolean> {
  const [row] = await withEngine(database, (tx) =>
    tx.select({ stage: recoveries.stage }).from(recoveries).where(eq(recoveries.id, recoveryId)),
  );
  return row?.stage === 'starting';
}

async function forget(database: Database, signals: readonly TakenSignal[]): Promise<void> {
  await withEngine(database, (tx) =>
    tx.delete(signalOutbox).where(
      inArray(
        signalOutbox.id,
        signals.map(({ id }) => id),
      ),
    ),
  );
}

/** All of a workflow's signals wait alike, so that they stay in order. */
async function postpone(database: Database, signals: readonly TakenSignal[]): Promise<void> {
  const attempts = Math.max(...signals.map((signal) => signal.attempts));
  await withEngine(database, (tx) =>
    tx
      .update(signalOutbox)
      .set({ dueAt: sql`now() + make_interval(secs => ${backoffMs(attempts, backoff) / 1_000}::float8)` })
      .where(
        inArray(
          signalOutbox.id,
          signals.map(({ id }) => id),
        ),
      ),
  );
}
