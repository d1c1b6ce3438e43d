import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { RecoverySnapshot } from '../../../domain/recovery.ts';
import { type RecoveryKey, readSnapshot } from './read-snapshot.ts';

export type { RecoveryKey };

/** What a running recovery decides on, read anew. */
export function readContext(database: Pick<Database, 'app'>, key: RecoveryKey): Promise<RecoverySnapshot> {
  return withStore(database, key.storeId, (tx) => readSnapshot(tx, key));
}
