import { hasChosen } from './consent.ts';
import { enqueue, nextMoment } from './event-queue.ts';
import { type Line, type LineInput, lineOf, linesOf, webUrl } from './line-of.ts';
import { config } from './script-config.ts';
import { drop, read, write } from './storage.ts';
import { toJson } from './to-json.ts';
import { anonymousId, cartId, leaveCart } from './visitor.ts';

/** A whole cart as a page names it. */
export interface CartInput {
  /** The shop's own id; without it the visitor's one cart is meant. */
  readonly id?: unknown;
  readonly lines?: unknown;
  readonly currency?: unknown;
  readonly valueMinor?: unknown;
  /** Page of the shop that opens this cart on any device. */
  readonly restoreUrl?: unknown;
}

export interface Identity {
  readonly email?: unknown;
  /** Whether the person agreed to reminders by e-mail; absent: nothing was said. */
  readonly subscribed?: unknown;
  /** Where they said so, for the proof of consent. */
  readonly source?: unknown;
  /** Version of the text that they agreed to. */
  readonly textVersion?: unknown;
}

type Cart = {
  readonly lines: readonly Line[];
  readonly currency: unknown;
  readonly valueMinor: unknown;
  readonly restoreUrl: string | undefined;
};

function send(type: string, fields: object, email?: unknown): void {
  if (!hasChosen('denied')) enqueue({ type, who: { anonymousId: anonymousId(), email }, ...fields });
}

export function trackProduct(input: LineInput | undefined): void {
  const line = lineOf(input);
  if (line) send('product_viewed', { productId: line.productId, category: line.category, cartId: read('cart') });
}

export function trackCart(input: CartInput | undefined): void {
  sendCart('cart_updated', input);
}

/** Without an argument: the cart that was last told. */
export function trackCheckout(input?: CartInput): void {
  sendCart('checkout_started', input);
}

export function trackAdd(input: (LineInput & { readonly currency?: unknown }) | undefined): void {
  const line = lineOf(input);
  if (!line) return;
  drop('seen');
  sendChange('line_added', { cartId: cartId(), line, currency: input?.currency });
}

export function trackRemove(input: LineInput | undefined): void {
  const line = lineOf(input);
  if (!line) return;
  drop('seen');
  sendChange('line_removed', { cartId: cartId(), productId: line.productId, quantity: line.quantity });
}

export function identify({ email, subscribed, source, textVersion }: Identity): void {
  if (!email || !config.emailCapture) return;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  send('customer_identified', { locale: navigator.language, timeZone }, email);
  if (typeof subscribed === 'boolean')
    send(
      'consent_updated',
      {
        channel: 'email',
        status: subscribed ? 'granted' : 'denied',
        source: source || location.hostname,
        textVersion,
      },
      email,
    );
}

/**
 * The order itself comes from the shop's server, which can be believed; this empties the cart at once, so that nobody
 * is reminded of what was just bought. Dated right after the cart's last change, it lies before the order and leaves
 * the last word to it.
 */
export function trackOrder(): void {
  const changedAt = Number(read('at'));
  if (changedAt)
    send('cart_updated', { cartId: cartId(), lines: [], occurredAt: new Date(changedAt + 1).toISOString() });
  drop('at');
  drop('seen');
  leaveCart();
}

function sendChange(type: string, fields: object): void {
  send(type, fields);
  write('at', `${nextMoment()}`);
}

function sendCart(type: 'cart_updated' | 'checkout_started', input: CartInput | undefined): void {
  const cart = input?.lines ? cartOf(input) : lastCart();
  // Whoever never had a cart has not emptied one.
  if (!cart || (!cart.lines.length && !read('cart'))) return;
  const told = { type, cartId: cartId(input?.id), ...cart };
  const seen = toJson(told);
  if (read('seen') === seen) return;
  write('seen', seen);
  sendChange(type, told);
}

function cartOf({ lines, currency, valueMinor, restoreUrl }: CartInput): Cart {
  return { lines: linesOf(lines), currency, valueMinor, restoreUrl: webUrl(restoreUrl) };
}

function lastCart(): Cart | undefined {
  const { type: _, cartId: __, ...cart } = JSON.parse(read('seen') ?? '{}');
  return cart.lines && cart;
}
