import { randomUUID } from 'node:crypto';
import { isNull } from 'drizzle-orm';
import {
  campaigns,
  campaignVersions,
  carts,
  consents,
  customers,
  decisions,
  identities,
  messages,
  orders,
  recoveries,
  stores,
} from '../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../db/postgres/tenancy.ts';
import type { CampaignStep } from '../domain/campaign.ts';
import { type CartLine, emptyCart } from '../domain/cart.ts';
import type { Channel } from '../domain/channel.ts';
import { hourMs } from '../domain/duration.ts';
import { issueLinks } from '../services/messaging/links/issue.ts';
import { identityHash } from '../services/shared/address-hash.ts';
import { uuidV7 } from '../services/shared/ids.ts';
import { recoveryWorkflowId } from '../workflows/contract.ts';
import { testLinks } from './test-links.ts';

/** Rows of one fresh store (tenant), put straight into the system of record: each maker takes overrides and returns its row. */
export interface Shop {
  readonly storeId: string;
  readonly campaignId: string;
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  customer(options?: CustomerOptions): Promise<string>;
  cart(options?: Partial<typeof carts.$inferInsert>): Promise<typeof carts.$inferSelect>;
  order(options?: Partial<typeof orders.$inferInsert>): Promise<string>;
  /** An open recovery of the cart, as the sweep makes it. */
  recovery(cart: typeof carts.$inferSelect, options?: Partial<typeof recoveries.$inferInsert>): Promise<string>;
  /** A message of the recovery that a provider took, with its links. */
  sentMessage(
    cart: typeof carts.$inferSelect,
    recoveryId: string,
    options?: Partial<typeof messages.$inferInsert>,
  ): Promise<string>;
  /** Something decided about a cart: by default a message that was not sent. */
  decision(cartId: string, options?: Partial<typeof decisions.$inferInsert>): Promise<void>;
  openRecoveries(): Promise<(typeof recoveries.$inferSelect)[]>;
}

export interface CustomerOptions {
  readonly email?: string | null;
  readonly phone?: string;
  readonly pushToken?: string;
  readonly anonymousId?: string;
  /** The shop's own number of the customer; by default one that nobody names. */
  readonly externalId?: string;
  /** Channels with consent; by default every channel with an address. */
  readonly consents?: readonly Channel[];
}

export interface ShopOptions extends Partial<Omit<typeof stores.$inferInsert, 'id'>> {
  readonly rules?: readonly CampaignStep[];
  readonly campaign?: Partial<typeof campaigns.$inferInsert> | null;
}

export const oneEmail: readonly CampaignStep[] = [
  {
    id: 'touch-1',
    trigger: 'cart_abandoned',
    delayMs: hourMs,
    channel: 'email',
    template: 'cart-reminder-1',
    conditions: {},
  },
];

const line: CartLine = { productId: 'p-1', quantity: 2, unitPriceMinor: 1_250, name: 'Lipstick' };

export async function createShop(database: Database, options: ShopOptions = {}): Promise<Shop> {
  const { rules = oneEmail, campaign = {}, ...store } = options;
  const storeId = randomUUID();
  const campaignId = randomUUID();
  const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => withStore(database, storeId, work);
  await write(async (tx) => {
    await tx.insert(stores).values({ id: storeId, name: 'Test Shop', ...store });
    if (campaign === null) return;
    await tx.insert(campaigns).values({
      storeId,
      id: campaignId,
      name: 'Cart reminders',
      status: 'active',
      activatedAt: new Date(0),
      ...campaign,
    });
    await tx.insert(campaignVersions).values({ storeId, campaignId, version: 1, rules });
  });

  return {
    storeId,
    campaignId,
    write,
    customer: (wanted = {}) => write((tx) => insertCustomer(tx, storeId, wanted)),
    async cart(wanted = {}) {
      const idleSince = new Date(Date.now() - 2 * hourMs);
      const id = randomUUID();
      const row: typeof carts.$inferInsert = {
        storeId,
        id,
        externalId: id,
        customerId: null,
        status: 'open',
        stage: 'cart',
        lines: [line],
        currency: 'EUR',
        valueMinor: 2_500,
        fold: emptyCart,
        version: 1,
        lastActivityAt: idleSince,
        abandonAt: new Date(idleSince.getTime() + hourMs),
        ...wanted,
      };
      const [cart] = await write((tx) => tx.insert(carts).values(row).returning());
      if (!cart) throw new Error('the cart was not made');
      return cart;
    },
    async order(wanted = {}) {
      const id = randomUUID();
      const placedAt = wanted.placedAt ?? new Date();
      const status = wanted.cancelledAt ? 'cancelled' : 'placed';
      const told = { status, placedAt, placedStatedAt: placedAt, arrivedAt: placedAt } as const;
      await write((tx) =>
        tx
          .insert(orders)
          .values({ storeId, id, externalId: id, totalMinor: 2_500, currency: 'EUR', ...told, ...wanted }),
      );
      return id;
    },
    async recovery(cart, wanted = {}) {
      const id = randomUUID();
      if (cart.customerId === null) throw new Error('nobody to win back');
      const row: typeof recoveries.$inferInsert = {
        storeId,
        id,
        cartId: cart.id,
        customerId: cart.customerId,
        campaignId,
        campaignVersion: 1,
        n: 1,
        workflowId: recoveryWorkflowId(storeId, cart.id, 1),
        stage: 'waiting',
        abandonedAt: cart.abandonAt ?? new Date(),
        ...wanted,
      };
      await write((tx) => tx.insert(recoveries).values(row));
      return id;
    },
    async sentMessage(cart, recoveryId, wanted = {}) {
      const id = uuidV7();
      if (cart.customerId === null) throw new Error('nobody to write to');
      const customerId = cart.customerId;
      await write(async (tx) => {
        await tx.insert(messages).values({
          ...{ storeId, id, recoveryId, cartId: cart.id, customerId, ruleId: 'touch-1', channel: 'email' },
          ...{
            template: 'cart-reminder-1',
            provider: 'outbox',
            addressHash: 'hash',
            basis: 'consent',
            state: 'accepted',
            cartVersion: 1,
          },
          ...wanted,
        });
        const about = { storeId, messageId: id, cartId: cart.id, customerId, channel: wanted.channel ?? 'email' };
        await issueLinks(tx, { ...about, now: Date.now() }, testLinks);
      });
      return id;
    },
    async decision(cartId, wanted = {}) {
      await write((tx) => tx.insert(decisions).values({ storeId, id: uuidV7(), kind: 'not_sent', cartId, ...wanted }));
    },
    openRecoveries: () => write((tx) => tx.select().from(recoveries).where(isNull(recoveries.endedAt))),
  };
}

async function insertCustomer(tx: Tx, storeId: string, options: CustomerOptions): Promise<string> {
  const id = randomUUID();
  const { email = `${id}@shopper.example`, phone, pushToken, anonymousId, externalId } = options;
  await tx.insert(customers).values({ storeId, id, externalId: externalId ?? id });
  const known = [
    { kind: 'customer', channel: null, value: externalId },
    { kind: 'email', channel: 'email', value: email },
    { kind: 'phone', channel: 'sms', value: phone },
    { kind: 'push', channel: 'push', value: pushToken },
    { kind: 'anonymous', channel: null, value: anonymousId },
  ] as const;
  for (const { kind, channel, value } of known) {
    if (!value) continue;
    const addressHash = identityHash(tx, { kind, value });
    await tx.insert(identities).values({ storeId, kind, value, customerId: id, addressHash });
    if (!channel || (options.consents && !options.consents.includes(channel))) continue;
    await tx.insert(consents).values({
      ...{ storeId, customerId: id, channel, status: 'granted', eventId: randomUUID() },
      at: new Date(0),
      grantedAt: new Date(0),
    });
  }
  return id;
}
