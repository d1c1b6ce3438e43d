import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { channels } from '../../../domain/channel.ts';
import type { JsonRecord } from '../../../repair/json-value.ts';
import { readPublishedEvents } from './published-events.ts';
import type { Random } from './random.ts';

/** When the dead letters of the evaluation came, epoch milliseconds. */
export const receivedAt = Date.UTC(2026, 10, 22, 12);

interface Product {
  readonly productId: string;
  readonly priceMinor: number;
  readonly shopper: string;
  readonly session: string;
}

const clickRowsMax = 5_000;
/** Share of events that come from published bodies, where these are at hand. */
const publishedShare = 0.25;
const currencies = ['EUR', 'USD', 'GBP', 'JPY', 'SEK'];
const names = [
  'Oak lamp',
  'Café au lait bowl',
  'Müller soap',
  'Lipstick 03',
  'Señorita dress',
  'USB-C cable 2m',
  'Über mug',
];
const categories = ['lighting', 'kitchen', 'beauty', 'fashion > dresses', 'electronics'];
const types = [
  'product_viewed',
  'cart_updated',
  'cart_updated',
  'line_added',
  'line_added',
  'line_removed',
  'checkout_started',
  'checkout_updated',
  'order_placed',
  'order_placed',
  'order_paid',
  'order_cancelled',
  'order_refunded',
  'customer_identified',
  'consent_updated',
] as const;

/** Makes events as a shop that does everything right sends them, of a real clickstream and of bodies that platforms publish. */
export function createEvents(random: Random, dataFolder: string): () => JsonRecord {
  const products = readProducts(join(dataFolder, 'clickstream', 'cosmetics_2022_nov.csv'));
  const published = readPublishedEvents(join(dataFolder, 'webhooks'), receivedAt);
  let number = 0;
  return () => {
    number += 1;
    const occurredAt = new Date(receivedAt - random.below(30 * 86_400) * 1_000).toISOString().replace('.000', '');
    // Bodies of documentation are years old: they happen anew.
    if (published.length > 0 && random.chance(publishedShare)) return { ...random.pick(published), occurredAt };
    const product = random.pick(products);
    const type = random.pick(types);
    return {
      id: idOf(random, 'evt', number),
      type,
      occurredAt,
      who: whoOf(random, product),
      ...fieldsOf(type, { random, product, products, number, currency: random.pick(currencies) }),
    };
  };
}

interface Making {
  readonly random: Random;
  readonly product: Product;
  readonly products: readonly Product[];
  readonly number: number;
  readonly currency: string;
}

function fieldsOf(type: (typeof types)[number], making: Making): JsonRecord {
  const { random, product, number, currency } = making;
  const cart = { cartId: idOf(random, 'cart', 1_000 + (number % 500)) };
  const order = { orderId: idOf(random, 'order', 5_000 + (number % 700)) };
  switch (type) {
    case 'product_viewed':
      return {
        productId: product.productId,
        ...maybe(random, 'category', random.pick(categories)),
        ...(random.chance(0.3) && cart),
      };
    case 'cart_updated':
    case 'checkout_started':
    case 'checkout_updated':
      return {
        ...cart,
        lines: linesOf(making),
        currency,
        ...maybe(random, 'restoreUrl', `https://shop.example/cart/${number}`),
      };
    case 'line_added':
      return { ...cart, line: lineOf(random, product), ...maybe(random, 'currency', currency) };
    case 'line_removed':
      return { ...cart, productId: product.productId, quantity: 1 + random.below(4) };
    case 'order_placed':
      return { ...order, ...cart, lines: linesOf(making), totalMinor: 100 + random.below(50_000), currency };
    case 'order_paid':
    case 'order_cancelled':
      return order;
    case 'order_refunded':
      return { ...order, refundedMinor: 100 + random.below(9_000), currency };
    case 'customer_identified':
      return {
        ...maybe(random, 'firstName', 'Ada'),
        ...maybe(random, 'locale', 'de-AT'),
        ...maybe(random, 'country', 'AT'),
      };
    case 'consent_updated':
      return {
        channel: random.pick(channels),
        status: random.pick(['granted', 'denied']),
        source: 'newsletter form',
      };
  }
}

function linesOf({ random, products }: Making): readonly JsonRecord[] {
  return Array.from({ length: 1 + random.below(4) }, () => lineOf(random, random.pick(products)));
}

function lineOf(random: Random, { productId, priceMinor }: Product): JsonRecord {
  return {
    productId,
    quantity: random.chance(0.7) ? 1 : 2 + random.below(8),
    ...maybe(random, 'unitPriceMinor', priceMinor),
    ...maybe(random, 'name', random.pick(names)),
    ...maybe(random, 'url', `https://shop.example/p/${productId}`),
  };
}

function whoOf(random: Random, { shopper, session }: Product): JsonRecord {
  const who = {
    ...maybe(random, 'anonymousId', session),
    ...maybe(random, 'customerId', shopper),
    ...maybe(random, 'email', `shopper${shopper}@mail.example`),
  };
  return Object.keys(who).length > 0 ? who : { anonymousId: session };
}

function maybe(random: Random, name: string, value: string | number): JsonRecord {
  return random.chance(0.6) ? { [name]: value } : {};
}

/** Shops number, name or draw their ids. */
function idOf(random: Random, prefix: string, number: number): string {
  const hex = (length: number) => Array.from({ length }, () => random.below(16).toString(16)).join('');
  return random.pick([
    `${prefix}-${number}`,
    String(70_000 + number),
    `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    `${prefix.charAt(0).toUpperCase()}${hex(10)}`,
  ]);
}

function readProducts(path: string): readonly Product[] {
  if (!existsSync(path))
    return Array.from({ length: 200 }, (_, index) => ({
      productId: String(5_700_000 + index * 7),
      priceMinor: 99 + index * 13,
      shopper: String(460_000_000 + index),
      session: `26dd6e6e-4dac-4778-8d2c-${String(index).padStart(12, '0')}`,
    }));
  const rows: Record<string, string>[] = parse(readFileSync(path), { columns: true, to: clickRowsMax });
  return rows.map((row) => ({
    productId: row['product_id'] ?? '',
    priceMinor: Math.round(Math.max(0, Number(row['price'])) * 100),
    shopper: row['user_id'] ?? '',
    session: row['user_session'] ?? '',
  }));
}
