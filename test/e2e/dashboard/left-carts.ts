import { expect, vi } from 'vitest';
import { z } from 'zod';
import type { StorefrontEvent } from '../../../events/event.ts';
import type { ApiClient } from '../../../tools/traffic/api-client.ts';
import { sendEvents } from '../../../tools/traffic/send-events.ts';

const patience = { timeout: 90_000, interval: 200 };
const list = z.object({ total: z.number().nullish(), items: z.array(z.record(z.string(), z.unknown())) });

/** People of a shop whose carts ended in every way that a list shows. */
export interface LeftCarts {
  readonly greta: { readonly email: string; readonly cartId: string };
  readonly nobody: { readonly cartId: string };
}

const gretasLines = [...lines('rug', 'Tide runner', 14_950), ...lines('lamp', 'Oak lamp', 8_900)];

/**
 * Greta agrees to e-mail, leaves her cart and buys after the message; Emil never agreed; a third person is not known. The
 * clock of the store runs so fast that all of it happens within seconds.
 */
export async function leaveCarts(client: ApiClient): Promise<LeftCarts> {
  const greta = { email: 'greta@shopper.example', customerId: 'customer-greta' };
  const emil = { email: 'emil@shopper.example', customerId: 'customer-emil' };
  await tell(client, [
    { ...by(greta), type: 'customer_identified', firstName: 'Greta', country: 'AT', locale: 'de-AT' },
    {
      ...by(greta),
      type: 'consent_updated',
      channel: 'email',
      status: 'granted',
      source: 'checkout',
      textVersion: '3',
    },
    {
      ...by(greta),
      type: 'checkout_started',
      cartId: 'cart-greta',
      lines: gretasLines,
      currency: 'EUR',
      restoreUrl: 'https://loom.example/cart/greta',
    },
    {
      ...by(emil),
      type: 'cart_updated',
      cartId: 'cart-emil',
      lines: lines('vase', 'Clay vase', 4_500),
      currency: 'EUR',
    },
    {
      ...by({ anonymousId: 'browser-7' }),
      type: 'cart_updated',
      cartId: 'cart-nobody',
      lines: lines('chair', 'Bentwood chair', 21_000),
      currency: 'EUR',
    },
  ]);
  await until(client, '/v1/messages', ({ items }) => items.some(({ state }) => state === 'accepted'));
  for (const reason of ['no_consent', 'anonymous'])
    await until(client, `/v1/carts?reason=${reason}`, ({ items }) => items.length === 1);
  await tell(client, [
    {
      ...by(greta),
      type: 'order_placed',
      orderId: 'order-1',
      lines: gretasLines,
      cartId: 'cart-greta',
      totalMinor: 47_700,
      currency: 'EUR',
    },
  ]);
  await until(client, '/v1/carts?standing=recovered', ({ items }) => items.length === 1);
  return {
    greta: { email: greta.email, cartId: await cartIdOf(client, 'cart-greta') },
    nobody: { cartId: await cartIdOf(client, 'cart-nobody') },
  };
}

interface Waiting {
  readonly name: string;
  /** By the clock of the store: how long the only step of its campaign waits. */
  readonly stepDelayMs: number;
}

/** Somebody who agreed to e-mail leaves a cart; returns it while its recovery waits. */
export async function cartInRecovery(client: ApiClient, { name, stepDelayMs }: Waiting): Promise<string> {
  await useOneStep(client, stepDelayMs);
  const who = { email: `${name}@shopper.example` };
  await tell(client, [
    { ...by(who), type: 'consent_updated', channel: 'email', status: 'granted', source: 'checkout' },
    {
      ...by(who),
      type: 'checkout_started',
      cartId: `cart-${name}`,
      lines: lines('bowl', 'Ash bowl', 3_900),
      currency: 'EUR',
    },
  ]);
  await until(client, `/v1/carts?standing=recovering&externalId=cart-${name}`, ({ items }) => items.length === 1);
  return cartIdOf(client, `cart-${name}`);
}

/** In place of the campaign that a new store has. */
async function useOneStep(client: ApiClient, delayMs: number): Promise<void> {
  const active = list.parse(await client.get('/v1/campaigns?status=active'));
  for (const { id } of active.items) await client.post(`/v1/campaigns/${String(id)}/archive`, {});
  const rules = [
    {
      id: 'touch-1',
      trigger: 'cart_abandoned',
      delayMs,
      channel: 'email',
      template: 'cart-reminder-1',
      conditions: {},
    },
  ];
  const { id } = z.object({ id: z.string() }).parse(await client.post('/v1/campaigns', { name: 'One step', rules }));
  // Who is written to is no matter of chance here.
  await client.put(`/v1/campaigns/${id}/holdout`, { percent: 0 });
  await client.post(`/v1/campaigns/${id}/activate`, {});
}

/** How long the API says that a list is. */
export async function totalOf(client: ApiClient, path: string): Promise<number | null | undefined> {
  return list.parse(await client.get(`${path}${path.includes('?') ? '&' : '?'}count=true`)).total;
}

function by(who: StorefrontEvent['who']) {
  return { id: crypto.randomUUID(), occurredAt: new Date().toISOString(), who };
}

async function tell(client: ApiClient, events: readonly StorefrontEvent[]): Promise<void> {
  const answers = await sendEvents(client, [...events], { giveUpAfterMs: 0 });
  expect(answers.map(({ status }) => status)).toEqual(events.map(() => 'accepted'));
}

async function until(client: ApiClient, path: string, met: (answer: z.infer<typeof list>) => boolean): Promise<void> {
  await vi.waitUntil(async () => met(list.parse(await client.get(path))), patience);
}

async function cartIdOf(client: ApiClient, externalId: string): Promise<string> {
  const { items } = list.parse(await client.get(`/v1/carts?externalId=${externalId}`));
  return z.string().parse(items[0]?.['id']);
}

function lines(productId: string, name: string, unitPriceMinor: number) {
  return [{ productId, quantity: 2, unitPriceMinor, name }];
}
