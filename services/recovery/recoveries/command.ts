import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { RecoveryCommand, RecoveryControl } from './recovery-control.ts';

export interface CommandRecovery {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly command: RecoveryCommand;
  /** Who asked for it: the id of a key, or `operator`. Kept with the decision. */
  readonly by: string;
}

/**
 * Tells a running recovery what an operator wants, and keeps who wanted it. The workflow acts in its own time; told
 * twice, it does the same. Throws `conflict` when there is nothing running any more.
 */
export async function commandRecovery(
  { database, control }: { readonly database: Pick<Database, 'app'>; readonly control: RecoveryControl },
  { storeId, recoveryId, command, by }: CommandRecovery,
): Promise<void> {
  const [recovery] = await withStore(database, storeId, (tx) =>
    tx
      .select({ cartId: recoveries.cartId, workflowId: recoveries.workflowId, endedAt: recoveries.endedAt })
      .from(recoveries)
      .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId))),
  );
  if (!recovery) throw new ServiceError('not_found', 'This store has no recovery with this id.', { path: 'id' });
  if (recovery.endedAt) throw notRunning();
  const told = await control.tell(recovery.workflowId, command).catch((cause: unknown) => {
    throw new ServiceError('unavailable', 'The workflow server cannot be reached at the moment.', { cause });
  });
  if (told === 'gone') throw notRunning();
  const decision = { storeId, kind: 'operator', cartId: recovery.cartId, recoveryId, detail: { command, by } } as const;
  await withStore(database, storeId, (tx) =>
    recordDecision(tx, { ...decision, key: `operator/${recoveryId}/${randomUUID()}` }),
  );
}

function notRunning(): ServiceError {
  return new ServiceError('conflict', 'This recovery has ended, or it has not started yet.');
}
