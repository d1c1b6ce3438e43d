import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { isInstallationPermission, isOwnPermission, permissions } from '../../domain/permission.ts';
import { createApiClient } from '../traffic/api-client.ts';
import { openStore } from '../traffic/open-store.ts';
import type { AskerName } from './askers.ts';
import type { Operation } from './operations.ts';

/** Another store of the installation, of which nobody who asks in the first one may see anything. */
export interface ForeignStore {
  readonly storeId: string;
  readonly apiKey: string;
  /** Stands in every text of it. */
  readonly canary: string;
}

const settleMsMax = 60_000;
const settleEveryMs = 250;
const cartList = z.object({ items: z.array(z.object({ id: z.string() })) });

/** A store with a row of each kind that a store is read by, each with the canary in its texts. */
export async function openForeignStore({
  url,
  adminKey,
}: {
  readonly url: string;
  readonly adminKey: string;
}): Promise<ForeignStore> {
  const canary = `canary${randomBytes(6).toString('hex')}`;
  const { storeId, apiKey } = await openStore({ url, adminKey, name: `Store ${canary}`, timeScale: 60 });
  const client = createApiClient({ url, key: apiKey });
  const operator = createApiClient({ url, key: adminKey, storeId });
  const email = `${canary}@people.example`;
  const event = { occurredAt: new Date().toISOString(), who: { email } };
  const line = { productId: canary, quantity: 1, unitPriceMinor: 4_900, name: `Lamp ${canary}` };
  await client.patch('/v1/store', { senderName: canary, postalAddress: `${canary} Street 1` });
  await client.post('/v1/events', {
    events: [
      { ...event, id: `${canary}-1`, type: 'cart_updated', cartId: `cart-${canary}`, currency: 'EUR', lines: [line] },
    ],
  });
  await client.post('/v1/api-keys', { name: canary, scopes: ['carts:read'] });
  await operator.post('/v1/invitations', { email: `invited-${email}`, role: 'analyst' });
  const deadline = performance.now() + settleMsMax;
  for (;;) {
    const [cart] = cartList.parse(await client.get('/v1/carts')).items;
    // What nobody could see anyway would prove nothing.
    if (cart && JSON.stringify(await client.get(`/v1/carts/${cart.id}`)).includes(canary)) break;
    if (performance.now() > deadline) throw new Error('the cart of the second store was not taken in');
    await setTimeout(settleEveryMs);
  }
  return { storeId, apiKey, canary };
}

const installationNames: ReadonlySet<string> = new Set(
  permissions.filter((permission) => isInstallationPermission(permission) || isOwnPermission(permission)),
);

/** Whether this asker may see other stores by this operation: those who run the installation, where it is about all of it. */
export function maySeeOtherStores(asker: AskerName, { permission }: Pick<Operation, 'permission'>): boolean {
  return (asker === 'operator' || asker === 'admin') && permission !== null && installationNames.has(permission);
}
