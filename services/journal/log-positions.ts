import { rawSql, type Tx } from '../../db/postgres/tenancy.ts';

/** Another consumer moved the position first: what this one was about to apply is applied already. */
export class PositionMovedError extends Error {
  override readonly name = 'PositionMovedError';
  readonly id: string;

  constructor(id: string) {
    super(`position ${id} was moved by another consumer`);
    this.id = id;
  }
}

/** The consumer that keeps the truth. */
export const cartsConsumer = 'carts';

/** The row of one consumer's place in one partition. */
export function positionId(consumer: string, partition: number): string {
  return `${consumer}/${partition}`;
}

/** Before the first entry of a partition. */
const start = '';

/** Where a consumer stands; null at the beginning. */
export async function readPosition(tx: Tx, id: string): Promise<string | null> {
  const sql = rawSql(tx);
  const [row] = await sql<{ position: string }[]>`select position from log_positions where id = ${id}`;
  return row?.position || null;
}

/**
 * Takes the position for this transaction. While it is held nobody else applies entries of the partition; when it is
 * not where the entries were read from, they have been applied and the transaction must end.
 */
export async function takePosition(
  tx: Tx,
  { id, expected }: { readonly id: string; readonly expected: string | null },
): Promise<void> {
  const sql = rawSql(tx);
  if (expected === null)
    await sql`insert into log_positions (id, position) values (${id}, ${start}) on conflict do nothing`;
  const [row] = await sql<{ position: string }[]>`select position from log_positions where id = ${id} for update`;
  if ((row?.position ?? start) !== (expected ?? start)) throw new PositionMovedError(id);
}

export async function movePosition(
  tx: Tx,
  { id, position }: { readonly id: string; readonly position: string },
): Promise<void> {
  const sql = rawSql(tx);
  await sql`update log_positions set position = ${position}, updated_at = now() where id = ${id}`;
}
