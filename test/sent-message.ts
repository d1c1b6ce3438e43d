import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { connectPostgres } from '../db/postgres/connect.ts';
import type { DatabaseUrls } from '../db/postgres/create-database.ts';
import { carts, consents, customers, identities, recoveries, stores } from '../db/postgres/schema/index.ts';
import { type Database, openDatabase, withStore } from '../db/postgres/tenancy.ts';
import { type CartLine, type CartStage, emptyCart } from '../domain/cart.ts';
import type { Channel } from '../domain/channel.ts';
import { issueLinks, type LinkSettings } from '../services/messaging/links/issue.ts';
import { uuidV7 } from '../services/shared/ids.ts';
import { addressHasher } from './address-hasher.ts';

export const linkSettings = { secret: 'test-secret-of-at-least-32-characters', publicUrl: 'https://recover.example' };

export interface SentMessage {
  readonly storeId: string;
  readonly customerId: string;
  readonly cartId: string;
  readonly messageId: string;
  readonly workflowId: string;
  readonly email: string;
  /** The tokens in its links. */
  readonly restoreToken: string;
  readonly unsubscribeToken: string;
}

export interface SentMessageOverrides {
  readonly channel?: Channel;
  readonly lines?: readonly CartLine[];
  readonly currency?: string | null;
  readonly locale?: string | null;
  readonly storeUrl?: string | null;
  readonly restoreUrl?: string | null;
  readonly status?: 'open' | 'purchased';
  readonly stage?: CartStage;
  /** When the links were issued, epoch milliseconds. */
  readonly now?: number;
  readonly links?: LinkSettings;
}

export const twoLines: readonly CartLine[] = [
  {
    productId: 'shirt',
    quantity: 2,
    unitPriceMinor: 4_999,
    name: 'Linen shirt',
    url: 'https://shop.example/p/shirt',
    imageUrl: 'https://shop.example/i/shirt.jpg',
  },
  { productId: 'bag', quantity: 1, unitPriceMinor: 5_949, name: 'Canvas bag' },
];

/** Opens both endpoints of a test's database; closed when the test ends. */
export function openTestDatabase(urls: DatabaseUrls): Database {
  const app = connectPostgres(urls.appUrl, { maxConnections: 3, applicationName: 'test-app' });
  const engine = connectPostgres(urls.engineUrl, { maxConnections: 3, applicationName: 'test-engine' });
  onTestFinished(async () => {
    await Promise.all([app.end({ timeout: 5 }), engine.end({ timeout: 5 })]);
  });
  return openDatabase({ app, engine, addressHasher });
}

/** A store of its own, with a person, their cart in an open recovery, and one message whose links exist. */
export async function createSentMessage(
  database: Database,
  overrides: SentMessageOverrides = {},
): Promise<SentMessage> {
  const {
    channel = 'email',
    lines = twoLines,
    currency = 'USD',
    locale = 'en-US',
    storeUrl = 'https://shop.example',
    restoreUrl = null,
    status = 'open',
    stage = 'cart',
    now = Date.now(),
    links: settings = linkSettings,
  } = overrides;
  const [storeId, customerId, cartId, messageId, recoveryId] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    // Its id tells with which key its links were made.
    uuidV7(),
    randomUUID(),
  ];
  const email = `${customerId.slice(0, 8)}@example.com`;
  const phone = '+4915112345678';
  const workflowId = `recovery/${storeId}/${cartId}/1`;
  await withStore(database, storeId, (tx) => tx.insert(stores).values({ id: storeId, name: 'Shop', url: storeUrl }));
  const links = await withStore(database, storeId, async (tx) => {
    await tx.insert(customers).values({ storeId, id: customerId, firstName: 'Ada', locale });
    await tx.insert(identities).values([
      { storeId, kind: 'email', value: email, customerId, addressHash: addressHasher(email) },
      { storeId, kind: 'phone', value: phone, customerId, addressHash: addressHasher(phone) },
    ]);
    await tx.insert(consents).values(
      (['email', 'sms'] as const).map((each) => ({
        storeId,
        customerId,
        channel: each,
        status: 'granted' as const,
        at: new Date(now),
        grantedAt: new Date(now),
        eventId: 'consent-1',
      })),
    );
    const valueMinor = lines.reduce((sum, line) => sum + line.quantity * (line.unitPriceMinor ?? 0), 0);
    await tx.insert(carts).values({
      storeId,
      id: cartId,
      lines,
      currency,
      valueMinor,
      status,
      stage,
      externalId: 'cart-1',
      customerId,
      restoreUrl,
      version: 1,
      lastActivityAt: new Date(now),
      fold: emptyCart,
    });
    await tx.insert(recoveries).values({
      storeId,
      id: recoveryId,
      cartId,
      customerId,
      campaignId: randomUUID(),
      campaignVersion: 1,
      n: 1,
      workflowId,
      stage: 'waiting',
      abandonedAt: new Date(now),
    });
    return issueLinks(tx, { storeId, messageId, cartId, customerId, channel, now }, settings);
  });
  const lastSegment = (url: string) => new URL(url).pathname.split('/').at(-1) ?? '';
  return {
    storeId,
    customerId,
    cartId,
    messageId,
    workflowId,
    email,
    restoreToken: lastSegment(links.restore),
    unsubscribeToken: lastSegment(links.unsubscribe),
  };
}
