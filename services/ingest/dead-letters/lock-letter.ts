import { and, eq } from 'drizzle-orm';
import { deadLetters } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';

/** One dead letter, locked until the transaction ends; throws `not_found`. */
export async function lockDeadLetter(
  tx: Tx,
  { storeId, letterId }: { readonly storeId: string; readonly letterId: string },
): Promise<typeof deadLetters.$inferSelect> {
  const [letter] = await tx
    .select()
    .from(deadLetters)
    .where(and(eq(deadLetters.storeId, storeId), eq(deadLetters.id, letterId)))
    .for('update');
  if (!letter) throw new ServiceError('not_found', 'This store has no dead letter with this id.', { path: 'id' });
  return letter;
}
