import { rawSql, type Tx } from '../../db/postgres/tenancy.ts';

/** Another consumer moved the position first: what this one was about to apply is applied already. */
export class OffsetConflictError extends Error {
  override readonly name = 'OffsetConflictError';
  readonly id: string;

  constructor(id: string) {
    super(`position ${id} was moved by another consumer`);
    this.id = id;
  }
}

/** The consumer that keeps the system of record. */
export const cartsConsumer = 'carts';

/** The row of one consumer's place in one partition. */
export function offsetId(consumer: string, partition: number): string {
  return `${consumer}/${partition}`;
}

/** Before the first entry of a partition. */
const start = '';

/** Where a consumer stands; null at the beginning. */
export async function readOffset(tx: Tx, id: string): Promise<string | null> {
  const sql = rawSql(tx);
  const [row] = await sql<{ position: string }[]>`select position from consumer_offsets where id = ${id}`;
  return row?.position || null;
}

/**
 * Takes the position for this transaction. While it is held nobody else applies entries of the partition; when it is
 * not where the entries were read from, they have been applied and the transaction must end.
 */
export async function lockOffset(
  tx: Tx,
  { id, expected }: { readonly id: string; readonly expected: string | null },
): Promise<void> {
  const sql = rawSql(tx);
  if (expected === null)
    await sql`insert into consumer_offsets (id, position) values (${id}, ${start}) on conflict do nothing`;
  const [row] = await sql<{ position: string }[]>`select position from consumer_offsets where id = ${id} for update`;
  if ((row?.position ?? start) !== (expected ?? start)) throw new OffsetConflictError(id);
}

export async function commitOffset(
  tx: Tx,
  { id, position }: { readonly id: string; readonly position: string },
): Promise<void> {
  const sql = rawSql(tx);
  await sql`update consumer_offsets set position = ${position}, updated_at = now() where id = ${id}`;
}
