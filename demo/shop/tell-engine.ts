import type { Context } from 'hono';
import { z } from 'zod';
import type { StorefrontEvent, Who } from '../../events/event.ts';
import { productOf, shop } from '../../tools/traffic/catalogue.ts';
import { sendEvents } from '../../tools/traffic/send-events.ts';
import type { OpenShop } from './open-shop.ts';

const contact = z.object({
  /** As the snippet names them; a shopper without it is known by the address alone. */
  anonymousId: z.string().max(128).optional(),
  cartId: z.string().max(128).optional(),
  email: z.email().max(254),
  /** Null: the box was never touched, which is neither a yes nor a no. */
  agreed: z.boolean().nullable(),
});
const order = contact.omit({ agreed: true }).extend({
  lines: z.array(z.object({ productId: z.string(), quantity: z.int().min(1).max(1_000) })).max(100),
});

/** Who the shopper is and whether reminders are welcome: said by the shop's server, because anybody can say anything in a browser. */
export async function tellContact(c: Context, open: OpenShop): Promise<Response> {
  const said = contact.safeParse(await c.req.json().catch(() => null));
  if (!said.success) return c.json({ ok: false }, 422);
  const base = { occurredAt: new Date().toISOString(), who: whoIs(said.data) };
  const { agreed } = said.data;
  return answer(c, open, [
    { ...base, id: crypto.randomUUID(), type: 'customer_identified', locale: shop.locale, timeZone: shop.timeZone },
    ...(agreed === null ? [] : [consentOf(agreed, base)]),
  ]);
}

function consentOf(agreed: boolean, base: Pick<StorefrontEvent, 'occurredAt' | 'who'>): StorefrontEvent {
  return {
    ...base,
    id: crypto.randomUUID(),
    type: 'consent_updated',
    channel: 'email',
    status: agreed ? 'granted' : 'denied',
    source: 'demo shop, checkout',
    textVersion: '1',
  };
}

/** The order, with the shop's own prices and not the browser's. */
export async function tellOrder(c: Context, open: OpenShop): Promise<Response> {
  const said = order.safeParse(await c.req.json().catch(() => null));
  if (!said.success) return c.json({ ok: false }, 422);
  const { lines, cartId } = said.data;
  const bought = lines.flatMap(({ productId, quantity }) => {
    const product = productOf(productId);
    return product ? [{ productId, quantity, unitPriceMinor: product.priceMinor, name: product.name }] : [];
  });
  return answer(c, open, [
    {
      id: crypto.randomUUID(),
      type: 'order_placed',
      occurredAt: new Date().toISOString(),
      who: whoIs(said.data),
      orderId: `demo-${crypto.randomUUID()}`,
      ...(cartId && { cartId }),
      lines: bought,
      totalMinor: bought.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0),
      currency: shop.currency,
    },
  ]);
}

function whoIs({ anonymousId, email }: { readonly anonymousId?: string | undefined; readonly email: string }): Who {
  return { email, ...(anonymousId && { anonymousId }) };
}

async function answer(
  c: Context,
  { client, giveUpAfterMs }: OpenShop,
  events: readonly StorefrontEvent[],
): Promise<Response> {
  const taken = await sendEvents(client, events, { giveUpAfterMs }).catch(() => null);
  const ok = taken?.every(({ status }) => status !== 'rejected') ?? false;
  return c.json({ ok }, ok ? 200 : 503);
}
