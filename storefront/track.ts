import { enqueue } from './event-queue.ts';
import { type Line, type LineInput, lineOf, linesOf, webUrl } from './line-of.ts';
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

/** A cart that looks the same is told again after this long, so that it counts as looked at. */
const sameCartMs = 10 * 60_000;

const send = (type: string, fields: object, email?: unknown): void =>
  enqueue({ type, who: { anonymousId: anonymousId(), email }, ...fields });

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
  send('line_added', { cartId: cartId(), line, currency: input?.currency });
}

export function trackRemove(input: LineInput | undefined): void {
  const line = lineOf(input);
  if (!line) return;
  drop('seen');
  send('line_removed', { cartId: cartId(), productId: line.productId, quantity: line.quantity });
}

export function identify({ email, subscribed, source, textVersion }: Identity): void {
  if (!email) return;
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
 * is reminded of what was just bought.
 */
export function trackOrder(): void {
  if (read('cart')) trackCart({ lines: [] });
  drop('seen');
  leaveCart();
}

function sendCart(type: 'cart_updated' | 'checkout_started', input: CartInput | undefined): void {
  const cart: Cart | undefined = input?.lines ? cartOf(input) : lastCart();
  if (!cart) return;
  const known = read('cart');
  // Whoever never had a cart has not emptied one.
  if (!cart.lines.length && !known) return;
  const id = cartId(input?.id);
  const seen = toJson({ type, id, ...cart });
  const [before = '', at = ''] = (read('seen') ?? '').split('\n');
  if (before === seen && Date.now() - Number(at) < sameCartMs) return;
  write('seen', `${seen}\n${Date.now()}`);
  write('lines', toJson(cart));
  send(type, { cartId: id, ...cart });
}

function cartOf({ lines, currency, valueMinor, restoreUrl }: CartInput): Cart {
  return { lines: linesOf(lines), currency, valueMinor, restoreUrl: webUrl(restoreUrl) };
}

function lastCart(): Cart | undefined {
  const known = read('lines');
  return known ? JSON.parse(known) : undefined;
}
