import { type Database, engineRead } from '../../../db/postgres/tenancy.ts';
import { type EventLog, partitionOf } from '../../../events/event-log.ts';
import { pollUntil } from '../../../runtime/poll-until.ts';
import { cartsConsumer, offsetId } from '../../journal/consumer-offsets.ts';

export interface CatchUpDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly eventLog: Pick<EventLog, 'partitions' | 'end' | 'hasPassed'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** A webhook that failed so often waits for a platform that is away: the store's messages do not. */
const attemptsMax = 4;

/**
 * Waits until everything that was acknowledged to the store before this call can be read: its webhooks have been
 * processed, so that the log holds their purchases, and the pipeline has applied the log as far as it reached then.
 * Without it a claim right after a restart, or behind a burst of events, could miss an order that is durable and not
 * yet in PostgreSQL.
 *
 * False: processing is further behind than a few seconds; ask again later.
 */
export async function catchUp(deps: CatchUpDeps, storeId: string, signal: AbortSignal): Promise<boolean> {
  const { eventLog, now } = deps;
  const partition = partitionOf(storeId, eventLog.partitions);
  const acknowledgedBefore = new Date(now()).toISOString();
  let mark: string | null | undefined;
  return pollUntil(async () => {
    const { webhooksWait, position } = await readProgress(deps, { storeId, partition, acknowledgedBefore });
    if (webhooksWait && mark === undefined) return false;
    // The end is read after the progress: what the last webhook has appended lies before it.
    mark ??= await eventLog.end(partition);
    return eventLog.hasPassed(position, mark);
  }, signal);
}

interface Progress {
  /** A webhook that was acknowledged before the call has not been processed. */
  readonly webhooksWait: boolean;
  /** Offset of the consumer that keeps the carts; null at the beginning. */
  readonly position: string | null;
}

async function readProgress(
  { database }: CatchUpDeps,
  {
    storeId,
    partition,
    acknowledgedBefore,
  }: { readonly storeId: string; readonly partition: number; readonly acknowledgedBefore: string },
): Promise<Progress> {
  const [row] = await engineRead(database)<{ webhooks_wait: boolean; position: string | null }[]>`
    select
      exists (
        select from webhook_deliveries
        where store_id = ${storeId}::uuid and status = 'received' and attempts < ${attemptsMax}::int
          and received_at <= ${acknowledgedBefore}::timestamptz
      ) as webhooks_wait,
      (select position from consumer_offsets where id = ${offsetId(cartsConsumer, partition)}) as position`;
  return { webhooksWait: row?.webhooks_wait === true, position: row?.position || null };
}
