import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import { type Subject, subjectHash, subjectsUnder } from './subject.ts';

/** An order that nobody has settled by then keeps nobody from being written to: it is not the newest any more. */
export const unclearOrderMsMax = 7 * dayMs;

const kindOfIdentity: Readonly<Record<string, Subject['kind']>> = {
  customer: 'customer',
  email: 'email',
  phone: 'phone',
  anonymous: 'anonymous',
};

export interface UnclearOrder {
  readonly storeId: string;
  /** Every id of the customer, over all merges. */
  readonly customerIds: readonly string[];
  /** The shop's own id of the cart. */
  readonly cartId: string;
  /** Epoch milliseconds; `unclearOrderMsMax` ago. */
  readonly sinceMs: number;
}

/**
 * Whether an order that names this customer or cart lies as an open dead letter: until somebody has settled it, nobody
 * can tell whether they bought.
 */
export async function hasUnclearOrder(
  tx: Tx,
  { storeId, customerIds, cartId, sinceMs }: UnclearOrder,
): Promise<boolean> {
  const sql = rawSql(tx);
  const since = new Date(sinceMs).toISOString();
  const known = await sql<{ kind: string; value: string }[]>`
    select kind, value from identities
    where store_id = ${storeId}::uuid and customer_id = any(${customerIds as string[]}::uuid[])
    union all
    select 'cart', alias from cart_aliases where store_id = ${storeId}::uuid and cart_id = ${cartId}
    union all
    select 'cart', ${cartId}`;
  const hashes = known.flatMap(({ kind, value }) => {
    const as = kind === 'cart' ? 'cart' : kindOfIdentity[kind];
    return as ? subjectsUnder(as, value).map(subjectHash) : [];
  });
  const [row] = await sql<{ unclear: boolean }[]>`
    select exists (
      select from dead_letter_subjects subject
      join dead_letters letter on letter.store_id = subject.store_id and letter.id = subject.letter_id
      where subject.store_id = ${storeId}::uuid and subject.subject = any(${hashes}::text[])
        and subject.at >= ${since}::timestamptz and letter.state in ('new', 'proposed')
    ) as unclear`;
  return row?.unclear === true;
}
