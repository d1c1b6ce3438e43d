import { randomUUID } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { and, eq } from 'drizzle-orm';
import { recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorName } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type RecoveryCommand, type RecoveryControl, recoveryCommands } from './recovery-control.ts';

const commandInput = z.object({ recoveryId: idSchema, command: z.enum(recoveryCommands) });

export interface CommandRecovery {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly command: RecoveryCommand;
  /** Who asks for it: kept with the decision. */
  readonly actor: Actor;
}

/**
 * Tells a running recovery what an operator wants, and keeps who wanted it. The workflow acts in its own time; told
 * twice, it does the same. Throws `conflict` when there is nothing running any more.
 */
export async function commandRecovery(
  { database, control }: { readonly database: Pick<Database, 'app'>; readonly control: RecoveryControl },
  { actor, storeId, ...given }: CommandRecovery,
): Promise<void> {
  requirePermission(actor, 'recoveries:command', storeId);
  const { recoveryId, command } = readInput(commandInput, given);
  const [recovery] = await withStore(database, storeId, (tx) =>
    tx
      .select({ cartId: recoveries.cartId, workflowId: recoveries.workflowId, endedAt: recoveries.endedAt })
      .from(recoveries)
      .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId))),
  );
  if (!recovery) throw new ServiceError('not_found', 'This store has no recovery with this id.', { path: 'id' });
  if (recovery.endedAt) throw notRunning();
  // Before it is told: what it asks for next is not refused any more.
  if (command === 'resume') await forgetReply(database, { storeId, recoveryId });
  const told = await control.tell(recovery.workflowId, command).catch((cause: unknown) => {
    throw new ServiceError('unavailable', 'The workflow server cannot be reached at the moment.', { cause });
  });
  if (told === 'gone') throw notRunning();
  const detail = { command, by: actorName(actor) };
  await withStore(database, storeId, async (tx) => {
    await recordDecision(tx, {
      ...{ storeId, kind: 'operator', cartId: recovery.cartId, recoveryId, detail },
      key: `operator/${recoveryId}/${randomUUID()}`,
    });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'recoveries:command' },
      subject: { kind: 'recovery', id: recoveryId },
      change: { command: { after: command } },
    });
  });
}

/** Whoever resumes has looked at what the person answered. */
async function forgetReply(
  database: Pick<Database, 'app'>,
  { storeId, recoveryId }: Pick<CommandRecovery, 'storeId' | 'recoveryId'>,
): Promise<void> {
  await withStore(database, storeId, (tx) =>
    tx
      .update(recoveries)
      .set({ repliedAt: null })
      .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId))),
  );
}

function notRunning(): ServiceError {
  return new ServiceError('conflict', 'This recovery has ended, or it has not started yet.');
}
