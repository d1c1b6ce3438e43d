import { z } from '@hono/zod-openapi';
import { and, eq, inArray, or } from 'drizzle-orm';
import { customers, identities } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { type Identity, identitiesOf } from '../../../domain/identity.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput, textSchema } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { type CustomerSummary, toCustomerSummary } from './list.ts';

const addressLengthMax = 320;
const asked = z.object({ address: textSchema(1, addressLengthMax) });

export interface FindByAddress {
  readonly actor: Actor;
  readonly storeId: string;
  /** An e-mail address, a phone number in E.164, or the shop's own id of the customer: exactly. */
  readonly address: string;
}

/**
 * Finds who is known by an address: at most one customer for each kind that it could be. Whether somebody is a customer is
 * personal already, so it takes the permission to see addresses, and that it was asked is written down, without the address.
 */
export async function findByAddress(
  database: Pick<Database, 'app'>,
  { actor, storeId, ...given }: FindByAddress,
): Promise<readonly CustomerSummary[]> {
  requirePermission(actor, 'customers:unmask', storeId);
  const { address } = readInput(asked, given);
  return withStore(database, storeId, async (tx) => {
    const found = await customersKnownBy(tx, storeId, possibleIdentities(address));
    const [first] = found;
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'customers:unmask' },
      subject: first ? { kind: 'customer', id: first.id } : { kind: 'store', id: storeId },
      change: { foundByAddress: { after: found.length } },
    });
    return found;
  });
}

/** As events name them: an e-mail address in any case, a number with its usual blanks. */
function possibleIdentities(text: string): readonly Identity[] {
  const number = text.replaceAll(/[\s().\-/]/g, '');
  return identitiesOf({
    customerId: text,
    email: text.includes('@') ? text : undefined,
    phone: /^\+\d{7,15}$/.test(number) ? number : undefined,
  });
}

async function customersKnownBy(
  tx: Tx,
  storeId: string,
  names: readonly Identity[],
): Promise<readonly CustomerSummary[]> {
  const ids = tx
    .select({ id: identities.customerId })
    .from(identities)
    .where(
      and(
        eq(identities.storeId, storeId),
        or(...names.map(({ kind, value }) => and(eq(identities.kind, kind), eq(identities.value, value)))),
      ),
    );
  const rows = await tx
    .select()
    .from(customers)
    .where(and(eq(customers.storeId, storeId), inArray(customers.id, ids)));
  return rows.map((row) => toCustomerSummary(row, false));
}
