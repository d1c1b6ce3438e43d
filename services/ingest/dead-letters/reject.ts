import { and, eq, inArray } from 'drizzle-orm';
import { deadLetters } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { lockLetter } from './lock-letter.ts';
import { recordAction } from './record-action.ts';

export interface Reject {
  readonly storeId: string;
  readonly letterId: string;
  readonly actor: string;
  /** All letters that failed alike, not this one alone. */
  readonly wholeCluster: boolean;
}

const open = ['new', 'proposed'] as const;

/** Puts letters aside for good: they are not repaired. Throws `not_found`, and `conflict` when it is settled already. */
export async function rejectLetter(
  database: Pick<Database, 'app'>,
  { storeId, letterId, actor, wholeCluster }: Reject,
): Promise<{ readonly rejected: number }> {
  return withStore(database, storeId, async (tx) => {
    const letter = await lockLetter(tx, { storeId, letterId });
    if (!open.some((state) => state === letter.state))
      throw new ServiceError('conflict', `This letter is ${letter.state} already.`, { path: 'id' });
    const { fingerprint } = letter;
    const rejected = await tx
      .update(deadLetters)
      .set({ state: 'rejected', settledAt: new Date(), settledBy: actor })
      .where(
        and(
          eq(deadLetters.storeId, storeId),
          wholeCluster ? eq(deadLetters.fingerprint, fingerprint) : eq(deadLetters.id, letterId),
          inArray(deadLetters.state, open),
        ),
      )
      .returning({ id: deadLetters.id });
    await recordAction(tx, { storeId, actor, action: 'rejected', fingerprint, letterId, letters: rejected.length });
    return { rejected: rejected.length };
  });
}
