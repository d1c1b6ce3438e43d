import { z } from '@hono/zod-openapi';
import { and, eq, inArray } from 'drizzle-orm';
import { deadLetters } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorName } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { lockDeadLetter } from './lock-letter.ts';
import { recordAction } from './record-action.ts';

const rejectionInput = z.object({ letterId: idSchema, wholeCluster: z.boolean() });

export interface Reject {
  readonly storeId: string;
  readonly letterId: string;
  readonly actor: Actor;
  /** All dead letters that failed alike, not this one alone. */
  readonly wholeCluster: boolean;
}

const open = ['new', 'proposed'] as const;

/** Puts dead letters aside for good: they are not repaired. Throws `not_found`, and `conflict` when it is settled already. */
export async function rejectDeadLetter(
  database: Pick<Database, 'app'>,
  { actor, storeId, ...given }: Reject,
): Promise<{ readonly rejected: number }> {
  requirePermission(actor, 'dead-letters:decide', storeId);
  const { letterId, wholeCluster } = readInput(rejectionInput, given);
  const by = actorName(actor);
  return withStore(database, storeId, async (tx) => {
    const letter = await lockDeadLetter(tx, { storeId, letterId });
    if (!open.some((state) => state === letter.state))
      throw new ServiceError('conflict', `This letter is ${letter.state} already.`, { path: 'id' });
    const { fingerprint } = letter;
    const rejected = await tx
      .update(deadLetters)
      .set({ state: 'rejected', settledAt: new Date(), settledBy: by })
      .where(
        and(
          eq(deadLetters.storeId, storeId),
          wholeCluster ? eq(deadLetters.fingerprint, fingerprint) : eq(deadLetters.id, letterId),
          inArray(deadLetters.state, open),
        ),
      )
      .returning({ id: deadLetters.id });
    await recordAction(tx, { storeId, by, action: 'rejected', fingerprint, letterId, letters: rejected.length });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'dead-letters:decide' },
      subject: { kind: 'dead_letter', id: letterId },
      change: {
        decision: { after: 'rejected' },
        wholeCluster: { after: wholeCluster },
        letters: { after: rejected.length },
      },
    });
    return { rejected: rejected.length };
  });
}
