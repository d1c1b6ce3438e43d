import { type Database, engineRead } from '../../../db/postgres/tenancy.ts';

/** Ids of the keys that tombstones and receipts were made with: without one of them its tombstones could not be asked any more. */
export async function readTombstoneKeys(database: Pick<Database, 'engine'>): Promise<readonly string[]> {
  const rows = await engineRead(database)<{ keyId: string }[]>`
    select key_id as "keyId" from erasure_tombstones
    union select key_id from erasures where key_id is not null`;
  return rows.map(({ keyId }) => keyId);
}
