import { z } from '@hono/zod-openapi';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { type CustomerDetail, readCustomer } from './read-detail.ts';

const unmasked = z.object({ customerId: idSchema });

export interface UnmaskCustomer {
  readonly actor: Actor;
  readonly storeId: string;
  readonly customerId: string;
}

/** Reads a customer with names and addresses in full, and writes down who did. */
export async function unmaskCustomer(
  database: Pick<Database, 'app'>,
  { actor, storeId, ...given }: UnmaskCustomer,
): Promise<CustomerDetail> {
  requirePermission(actor, 'customers:unmask', storeId);
  const { customerId } = readInput(unmasked, given);
  return withStore(database, storeId, async (tx) => {
    const customer = await readCustomer(tx, { storeId, customerId, unmasked: true });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'customers:unmask' },
      subject: { kind: 'customer', id: customerId },
      change: { addresses: { after: 'shown' } },
    });
    return customer;
  });
}
