import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkEvent } from '../services/ingest/events/check-event.ts';
import { dataDir, hasData } from '../test/data-dir.ts';
import { bytesOf } from '../test/platform-samples.ts';
import { fields } from './fields.ts';
import type { PlatformSettings, Translation } from './platform.ts';
import { readJson } from './read-json.ts';
import { platforms } from './registry.ts';

const settings: PlatformSettings = { currency: 'USD', orderStatuses: {} };
const receivedAt = Date.UTC(2026, 10, 22);
const orderId = '50314b8e9bcf000000000000';

/** What a body comes to: the types of its events, or what it is instead. */
type Outcome =
  | readonly string[]
  | `fetch ${string}`
  | `ignored ${string}`
  | `refused ${string}`
  | 'uninstalled'
  | `privacy ${string}`;

interface Expectation {
  /** The topic that the body is sent as. */
  readonly topic?: string;
  /** Of each thing in the file, where these differ. */
  readonly outcome: Outcome | { readonly each: readonly Outcome[] };
}

const identified = 'customer_identified';
const shopifyOrder = ['order_placed', identified];
const wooOrder = ['order_placed', 'order_paid', identified];

const expectations: Readonly<Record<string, Readonly<Record<string, Expectation>>>> = {
  shopify: {
    'admin_api/carts.json': { topic: 'carts/update', outcome: ['cart_updated'] },
    'admin_api/checkouts.json': {
      topic: 'checkouts/update',
      outcome: ['checkout_updated', identified],
    },
    // Nobody ever asked whether mails are welcome: that is no refusal.
    'admin_api/customer.json': { topic: 'customers/update', outcome: [identified] },
    'admin_api/draft_order.json': { topic: 'draft_orders/update', outcome: 'ignored not_needed' },
    'admin_api/events.json': { topic: 'events/create', outcome: 'ignored unknown_topic' },
    'admin_api/order.json': { topic: 'orders/create', outcome: shopifyOrder },
    'admin_api/orders.json': { topic: 'orders/updated', outcome: shopifyOrder },
    'admin_api/shop.json': { topic: 'shop/update', outcome: 'ignored not_needed' },
    // Its older flag says yes, its consents say "not asked": the consents are what counts.
    'admin_api_2/customer.json': { topic: 'customers/create', outcome: [identified] },
    'admin_api_2/draft_order.json': { topic: 'draft_orders/create', outcome: 'ignored not_needed' },
    // Trials: what Shopify sends when somebody tries the address is one too.
    'admin_api_2/order.json': { topic: 'orders/create', outcome: 'ignored test_order' },
    'admin_api_2/orders.json': { topic: 'orders/updated', outcome: 'ignored test_order' },
    'admin_api_2/product.json': { topic: 'products/update', outcome: 'ignored not_needed' },
    'admin_api_2/shop.json': { topic: 'shop/update', outcome: 'ignored not_needed' },
    'admin_api_2/transaction.json': { topic: 'order_transactions/create', outcome: 'ignored not_needed' },
    'admin_api_2/webhook.json': { topic: 'webhooks/create', outcome: 'ignored unknown_topic' },
    'admin_api_2/webhooks.json': { topic: 'webhooks/create', outcome: 'ignored unknown_topic' },
    'compliance/customers_data_request.json': { topic: 'customers/data_request', outcome: 'privacy data_request' },
    'compliance/customers_redact.json': { topic: 'customers/redact', outcome: 'privacy customer_redact' },
    'compliance/shop_redact.json': { topic: 'shop/redact', outcome: 'privacy store_redact' },
    'webhooks/app_uninstalled.json': { topic: 'app/uninstalled', outcome: 'uninstalled' },
    'webhooks/webhook.json': { topic: 'orders/cancelled', outcome: 'ignored test_order' },
  },
  woocommerce: {
    'json/orders_05.json': { topic: 'order.created', outcome: wooOrder },
    'json/orders_11.json': { topic: 'order.restored', outcome: wooOrder },
    'json/orders_17.json': {
      topic: 'order.updated',
      outcome: { each: [wooOrder, ['order_placed', 'order_refunded', 'order_refunded', identified]] },
    },
    'json/orders_23.json': { topic: 'order.updated', outcome: wooOrder },
    'json/orders_29.json': { topic: 'order.updated', outcome: wooOrder },
    'json/orders_35.json': {
      topic: 'order.updated',
      outcome: { each: [['checkout_started', 'order_pending', identified], wooOrder, wooOrder] },
    },
    // Objects of the API that manages webhooks: no webhook sends them.
    ...Object.fromEntries(
      ['05', '11', '17', '23', '29', '35'].map((number): [string, Expectation] => [
        `json/webhooks_${number}.json`,
        { topic: 'webhook.updated', outcome: 'ignored unknown_topic' },
      ]),
    ),
  },
  bigcommerce: {
    'store_cart_abandoned.json': { outcome: 'fetch cart 09346904-4175-44fd-be53-f7e598531b6c' },
    'store_cart_converted.json': { outcome: 'fetch order 252' },
    'store_cart_couponApplied.json': { outcome: 'fetch cart 09346904-4175-44fd-be53-f7e598531b6c' },
    'store_cart_deleted.json': { outcome: ['cart_updated'] },
    'store_cart_lineItem_created.json': { outcome: 'fetch cart b0386708-fef3-45de-9d8b-fbe3031450a4' },
    'store_cart_lineItem_deleted.json': { outcome: 'fetch cart b0386708-fef3-45de-9d8b-fbe3031450a4' },
    'store_cart_lineItem_updated.json': { outcome: 'fetch cart b0386708-fef3-45de-9d8b-fbe3031450a4' },
    'store_cart_updated.json': { outcome: 'fetch cart 09346904-4175-44fd-be53-f7e598531b6c' },
    'store_customer_address_created.json': { outcome: 'ignored not_needed' },
    'store_customer_address_deleted.json': { outcome: 'ignored not_needed' },
    'store_customer_address_updated.json': { outcome: 'ignored not_needed' },
    'store_customer_created.json': { outcome: 'fetch customer 32' },
    'store_customer_updated.json': { outcome: 'fetch customer 32' },
    'store_information_updated.json': { outcome: 'ignored not_needed' },
    'store_order_archived.json': { outcome: 'ignored not_needed' },
    'store_order_message_created.json': { outcome: 'ignored not_needed' },
    'store_product_inventory_order_updated.json': { outcome: 'ignored not_needed' },
    'store_shipment_created.json': { outcome: 'ignored not_needed' },
    'store_sku_inventory_order_updated.json': { outcome: 'ignored not_needed' },
    'store_subscriber_updated.json': { outcome: 'ignored not_needed' },
  },
  segment: {
    'cart_shared.json': { outcome: 'ignored not_needed' },
    'cart_viewed.json': { outcome: ['product_viewed'] },
    'checkout_started.json': { outcome: ['checkout_started'] },
    'checkout_step_completed.json': { outcome: 'ignored not_needed' },
    'checkout_step_viewed.json': { outcome: 'ignored not_needed' },
    'coupon_entered.json': { outcome: 'ignored not_needed' },
    'order_cancelled.json': { outcome: ['order_cancelled'] },
    'order_completed.json': { outcome: ['order_placed'] },
    'order_refunded.json': { outcome: ['order_refunded'] },
    'order_updated.json': { outcome: 'ignored not_needed' },
    'payment_info_entered.json': { outcome: 'ignored not_needed' },
    'product_added.json': { outcome: ['line_added'] },
    'product_added_to_wishlist.json': { outcome: 'ignored not_needed' },
    'product_clicked.json': { outcome: 'ignored not_needed' },
    'product_list_filtered.json': { outcome: 'ignored not_needed' },
    'product_list_viewed.json': { outcome: 'ignored not_needed' },
    'product_removed.json': { outcome: ['line_removed'] },
    'product_removed_from_wishlist.json': { outcome: 'ignored not_needed' },
    'product_reviewed.json': { outcome: 'ignored not_needed' },
    'product_shared.json': { outcome: 'ignored not_needed' },
    'product_viewed.json': { outcome: ['product_viewed'] },
    'products_searched.json': { outcome: 'ignored not_needed' },
    'promotion_clicked.json': { outcome: 'ignored not_needed' },
    'promotion_viewed.json': { outcome: 'ignored not_needed' },
    'wishlist_product_added_to_cart.json': { outcome: ['line_added'] },
  },
};

const topicHeaders: Readonly<Record<string, string>> = {
  shopify: 'x-shopify-topic',
  woocommerce: 'x-wc-webhook-topic',
};

describe.skipIf(!hasData('webhooks'))('bodies that platforms publish (CART_DATA_DIR)', () => {
  for (const [platform, files] of Object.entries(expectations)) {
    test(`of ${platform} all have an expectation here`, () => {
      expect(filesOf(platform)).toEqual(Object.keys(files).sort());
    });

    test.each(Object.entries(files))(`of ${platform}, %s`, (file, { topic, outcome }) => {
      const bodies = unwrapped(bodyOf(platform, file));
      expect(bodies.length).toBeGreaterThan(0);
      for (const [index, body] of bodies.entries()) {
        const translation = translate(
          platform,
          platform === 'segment' ? { ...fields(body), ...envelope } : body,
          topic,
        );
        expect(outcomeOf(translation)).toEqual(ofOne(outcome, index));
        if (translation.kind !== 'events') continue;
        for (const event of translation.events)
          expect(checkEvent(event, { searchHostile: true })).toMatchObject({ ok: true });
      }
    });
  }

  test('of Segment name nobody: such a call is nobody’s, unless it is of an order', () => {
    for (const [file, { outcome }] of Object.entries(expectations['segment'] ?? {})) {
      // The order tells its checkout, or is known by its number.
      if (/^order_(completed|cancelled|refunded)/.test(file) || outcome === 'ignored not_needed') continue;
      const found = outcomeOf(translate('segment', bodyOf('segment', file)));
      expect(found, file).toBe('ignored no_person');
      expect(outcome).not.toBe(found);
    }
  });

  test('that list things in an envelope are answers and no webhooks: sent as one, they are refused', () => {
    const list = bodyOf('shopify', 'admin_api/orders.json');
    expect(outcomeOf(translate('shopify', list, 'orders/create'))).toBe('refused id');
    const batch = bodyOf('woocommerce', 'json/orders_35.json');
    expect(outcomeOf(translate('woocommerce', batch, 'order.created'))).toBe('refused id');
  });

  test('keep their exact amounts, ids and times', () => {
    const checkout = eventsOf('shopify', 'admin_api/checkouts.json', 'checkouts/create')[0];
    expect(checkout).toMatchObject({
      type: 'checkout_started',
      occurredAt: '2012-10-12T11:05:27.000Z',
      cartId: '68778783ad298f1c80c3bafcddeea02f',
      currency: 'USD',
      valueMinor: 39_800,
      lines: [
        { productId: '49148385', quantity: 1, unitPriceMinor: 19_900, name: 'IPod Nano - 8GB' },
        { productId: '808950810', quantity: 1, unitPriceMinor: 19_900 },
      ],
      who: { customerId: '207119551', email: 'bob.norman@hostmail.com' },
      restoreUrl: 'https://checkout.local/orders/690933842/2a1ace52255252df566af0faaedfbfa7?recovered=1',
    });
    const order = eventsOf('shopify', 'admin_api/order.json', 'orders/create')[0];
    expect(order).toMatchObject({ orderId: '450789469', cartId: fields(checkout)['cartId'], totalMinor: 40_994 });
    const real = { ...fields(bodyOf('shopify', 'webhooks/webhook.json')), test: false };
    const cancelled = eventsIn(translate('shopify', real, 'orders/cancelled'))[0];
    expect(cancelled).toMatchObject({
      id: expect.stringMatching(/^shopify:order:820982911946154508:cancelled:/),
      orderId: '820982911946154508',
      who: { customerId: '115310627314723954', email: 'jon@doe.ca' },
    });
    const [placed, paid] = eventsOf('woocommerce', 'json/orders_05.json', 'order.created');
    expect(placed).toMatchObject({
      orderId: '727',
      occurredAt: '2017-03-22T19:28:08.000Z',
      totalMinor: 2_935,
      lines: [
        { productId: '93', quantity: 2, totalMinor: 645 },
        { productId: '23', quantity: 1, unitPriceMinor: 1_290 },
      ],
      who: { email: 'john.doe@example.com' },
    });
    expect(paid).toMatchObject({ type: 'order_paid', occurredAt: '2017-03-22T19:28:08.000Z' });
  });

  test('of Segment’s checkout and of its order are about one cart where they name one checkout', () => {
    const started = fields(bodyOf('segment', 'checkout_started.json'));
    const completed = fields(bodyOf('segment', 'order_completed.json'));
    const same = {
      ...completed,
      properties: { ...fields(completed['properties']), checkout_id: orderId, order_id: 'o1' },
    };
    const cartOf = (body: object) => {
      const translation = translate('segment', { ...body, ...envelope });
      return translation.kind === 'events' ? fields(translation.events[0])['cartId'] : null;
    };
    expect(cartOf(started)).toBe(`checkout:${orderId}`);
    expect(cartOf(same)).toBe(cartOf(started));
  });
});

const envelope = {
  messageId: 'm1',
  anonymousId: '507f191e810c19729de860ea',
  userId: '97980cfea0067',
  timestamp: '2026-11-21T10:00:00.000Z',
};

function ofOne(outcome: Expectation['outcome'], index: number): Outcome | undefined {
  return typeof outcome === 'object' && 'each' in outcome ? outcome.each[index] : outcome;
}

function translate(platform: string, body: unknown, topic?: string): Translation {
  const adapter = platforms.get(platform);
  if (!adapter) throw new Error(`no platform ${platform}`);
  const header = topicHeaders[platform];
  const headers = header !== undefined && topic !== undefined ? { [header]: topic } : {};
  return adapter.translate({ headers, body: bytesOf(body), receivedAt }, settings);
}

function eventsOf(platform: string, file: string, topic: string): readonly unknown[] {
  return eventsIn(translate(platform, unwrapped(bodyOf(platform, file))[0], topic));
}

function eventsIn(translation: Translation): readonly unknown[] {
  return translation.kind === 'events' ? translation.events : [];
}

function outcomeOf(translation: Translation): Outcome {
  switch (translation.kind) {
    case 'events':
      return translation.events.map((event) => String(fields(event)['type']));
    case 'fetch':
      return `fetch ${translation.resource} ${translation.id}`;
    case 'privacy':
      return `privacy ${translation.request}`;
    case 'ignored':
      return `ignored ${translation.reason}`;
    case 'refused':
      return `refused ${translation.path}`;
    case 'uninstalled':
      return 'uninstalled';
  }
}

function bodyOf(platform: string, file: string): unknown {
  const read = readJson(readFileSync(join(dataDir, 'webhooks', platform, file)));
  if (!read.ok) throw new Error(`${file} is no JSON`);
  return read.value;
}

/** Answers of an API put one thing or several into an envelope; a webhook's body is the thing itself. */
function unwrapped(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  const named = fields(body);
  const keys = Object.keys(named);
  const inner = keys.length === 1 ? named[String(keys[0])] : undefined;
  if (typeof inner === 'object' && inner !== null) return Array.isArray(inner) ? inner : [inner];
  // WooCommerce's batches: what was created and updated; what was deleted has no more than its id.
  if (Array.isArray(named['create']))
    return [...named['create'], ...(Array.isArray(named['update']) ? named['update'] : [])];
  return [body];
}

function filesOf(platform: string): readonly string[] {
  const folder = join(dataDir, 'webhooks', platform);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
