import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type CustomerDetail, readCustomer } from './read-detail.ts';

export interface GetCustomer {
  readonly storeId: string;
  readonly customerId: string;
  /** Addresses in full; otherwise just enough to recognise them. */
  readonly unmasked: boolean;
}

export async function getCustomer(
  database: Pick<Database, 'app'>,
  { storeId, customerId, unmasked }: GetCustomer,
): Promise<CustomerDetail> {
  return withStore(database, storeId, (tx) => readCustomer(tx, { storeId, customerId, unmasked }));
}
