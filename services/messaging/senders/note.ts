import { and, eq } from 'drizzle-orm';
import type { SendResult } from '../../../channels/provider.ts';
import { senderAccounts } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { heard, type SenderNews, type SenderState } from '../../../domain/sender-account.ts';
import { type SenderKey, stateOf } from './read.ts';

/** What an answer says of the account; null: nothing, such as an attempt that we broke off ourselves. */
export function newsOf(result: SendResult): SenderNews | null {
  switch (result.kind) {
    case 'accepted':
      return { kind: 'answered' };
    case 'rejected':
      if (result.fault) return { kind: result.fault, code: result.code };
      return result.class === 'permanent' ? { kind: 'answered' } : null;
    case 'unknown':
      return result.fault ? { kind: result.fault, code: result.cause } : null;
  }
}

/** Notes news of an account for everybody who sends through it. */
export async function noteSender(
  tx: Tx,
  key: SenderKey,
  { news, nowMs }: { readonly news: SenderNews; readonly nowMs: number },
): Promise<void> {
  await changeSender(tx, key, (state) => heard(state, news, nowMs));
}

/** Changes an account's state under its lock, which is the last that anybody takes. Undefined leaves it as it is. */
export async function changeSender(
  tx: Tx,
  { channel, provider }: SenderKey,
  change: (state: SenderState) => SenderState | undefined,
): Promise<SenderState> {
  await tx.insert(senderAccounts).values({ channel, provider }).onConflictDoNothing();
  const isAccount = and(eq(senderAccounts.channel, channel), eq(senderAccounts.provider, provider));
  const [row] = await tx.select().from(senderAccounts).where(isAccount).for('update');
  const before = stateOf(row);
  const after = change(before);
  if (after) await tx.update(senderAccounts).set(after).where(isAccount);
  return after ?? before;
}
