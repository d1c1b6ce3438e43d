import { repairLog } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { uuidV7 } from '../../shared/ids.ts';

export type RepairAction = typeof repairLog.$inferInsert.action;

export interface RecordedAction {
  readonly storeId: string;
  /** As `actorName` writes it. */
  readonly by: string;
  readonly action: RepairAction;
  readonly fingerprint: string;
  readonly letterId?: string;
  readonly ruleId?: string | null;
  readonly letters?: number;
}

/** Writes down who did what, in the transaction that does it. */
export async function recordAction(tx: Tx, { by, ...action }: RecordedAction): Promise<void> {
  await tx.insert(repairLog).values({ id: uuidV7(), actor: by, ...action });
}
