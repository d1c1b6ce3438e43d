import { senderAccounts } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { OperationsSituation } from '../../../domain/operation-problems.ts';
import { statusOf } from '../../messaging/senders/list.ts';

/** The accounts of providers that take no messages, and those whose messages others refuse. */
export async function readSenderTroubles(
  database: Pick<Database, 'engine'>,
  nowMs: number,
): Promise<NonNullable<OperationsSituation['senders']>> {
  const rows = await withEngine(database, (tx) => tx.select().from(senderAccounts));
  return rows.flatMap((row): NonNullable<OperationsSituation['senders']> => {
    const { state, since } = statusOf(row, nowMs);
    const name = `${row.channel}/${row.provider}`;
    if (state === 'stopped' || state === 'trying')
      return [{ name, state: 'stopped', sinceMs: since?.getTime() ?? null }];
    return state === 'failing' ? [{ name, state, sinceMs: null }] : [];
  });
}
