import { idempotencyKeys } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { type Claim, isUnderWay } from './claim-key.ts';

/** The execution took longer than its lease, and another one of the same key began meanwhile. */
export class ClaimLostError extends Error {
  override readonly name = 'ClaimLostError';
}

/**
 * Keeps the answer of an execution, in the transaction of its effects where there is one: then either both are there or
 * neither. Throws `ClaimLostError` when the key belongs to a later execution, so that the effects are rolled back.
 */
export async function keepAnswer(
  tx: Tx,
  claim: Claim,
  { status, answer }: { readonly status: number; readonly answer: string },
): Promise<void> {
  const kept = await tx
    .update(idempotencyKeys)
    .set({ state: 'answered', status, answer })
    .where(isUnderWay(claim))
    .returning({ id: idempotencyKeys.id });
  if (kept.length === 0) throw new ClaimLostError('another execution of this key began');
}
