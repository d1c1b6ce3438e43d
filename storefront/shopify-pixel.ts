import { enqueue, nextMoment, openQueue } from './event-queue.ts';
import { run } from './run.ts';
import { config } from './script-config.ts';
import {
  type CartLine,
  cartTokenOf,
  eventsOfPixel,
  type PixelCart,
  type PixelEvent,
} from './shopify/events-of-pixel.ts';

/** What Shopify puts around a custom pixel's code. https://shopify.dev/docs/api/web-pixels-api */
declare const analytics: { subscribe(event: string, handler: (event: PixelEvent) => unknown): void };
declare const browser: {
  readonly localStorage: {
    getItem(name: string): Promise<string | null>;
    setItem(name: string, value: string): Promise<void>;
  };
};
declare const init: {
  readonly data?: { readonly cart?: { readonly id?: string; readonly lines?: readonly CartLine[] } | null };
  readonly customerPrivacy?: { readonly marketingAllowed?: boolean };
};

const watched = [
  'product_viewed',
  'product_added_to_cart',
  'product_removed_from_cart',
  'cart_viewed',
  'checkout_started',
  'checkout_contact_info_submitted',
  'checkout_completed',
];

/** The snippet on the shop's own pages keeps these under the same names: both speak of one visitor and one cart. */
const idName = 'cart_recovery:id';
const cartName = 'cart_recovery:cart';
const changedName = 'cart_recovery:at';

let cart: PixelCart | undefined;

/** What happens in a pixel goes by events alone: there is no page to read, and Shopify asks for consent before it runs. */
void run(() => {
  if (init.customerPrivacy?.marketingAllowed === false) return;
  openQueue();
  for (const name of watched) analytics.subscribe(name, (event) => run(() => take(event)));
});

async function take(event: PixelEvent): Promise<void> {
  const anonymousId = (await kept(idName)) || event.clientId;
  const before = cart ?? {
    id: cartTokenOf(init.data?.cart?.id) ?? (await kept(cartName)),
    lines: init.data?.cart?.lines ?? [],
  };
  const outcome = eventsOfPixel(event, { anonymousId, cart: before });
  cart = outcome.cart;
  const changedAt = Number(await kept(changedName));
  // Dated right after the cart's last change, the emptying lies before the order and leaves the last word to it.
  const occurredAt = !cart.id && changedAt ? new Date(changedAt + 1).toISOString() : undefined;
  for (const { email, ...fields } of outcome.events)
    enqueue({
      ...fields,
      ...(occurredAt && { occurredAt }),
      who: { anonymousId, email: config.emailCapture ? email : undefined },
    });
  await keep(idName, anonymousId);
  await keep(cartName, cart.id ?? '');
  if (event.name !== 'product_viewed') await keep(changedName, cart.id ? `${nextMoment()}` : '');
}

async function kept(name: string): Promise<string | undefined> {
  try {
    return (await browser.localStorage.getItem(name)) || undefined;
  } catch {
    return undefined;
  }
}

async function keep(name: string, value: string): Promise<void> {
  if ((await kept(name)) !== value) await browser.localStorage.setItem(name, value);
}
