import { shopSystem } from './capture/shop-cart.ts';
import { config } from './script-config.ts';
import { write } from './storage.ts';
import { toJson } from './to-json.ts';
import { post } from './transport.ts';

/** What a recovery link brings back. */
export interface RestoredCart {
  readonly cartId: string;
  readonly currency: string | null;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
}

type OnRestore = (cart: RestoredCart) => unknown;

const mark = /[#&]cart_recovery=([\w-]{43})/;
let onRestore: OnRestore | undefined;
let waiting: RestoredCart | undefined;

/** The page puts the cart together itself, now or as soon as there is one. */
export function setOnRestore(callback: OnRestore): void {
  onRestore = callback;
  if (waiting) hand(waiting);
}

/**
 * Somebody comes by a recovery link: takes the token out of the address, asks for the cart and gives it to the page,
 * or puts what is missing back through the shop's own system.
 */
export async function restoreCart(): Promise<void> {
  const [, token] = mark.exec(location.hash) ?? [];
  if (!token) return;
  history.replaceState(history.state, '', location.href.replace(mark, ''));
  if (!config.restoreCarts) return;
  const { text } = await post('restore', toJson({ token }));
  const cart: RestoredCart | undefined = JSON.parse(text).cart;
  if (!cart) return;
  write('cart', cart.cartId);
  const shop = !onRestore && shopSystem();
  if (!shop) return hand(cart);
  const { lines } = await shop.readCart();
  const present: Record<string, boolean> = {};
  for (let index = 0; index < lines.length; index++) present[`${lines[index]?.productId}`] = true;
  for (let index = 0; index < cart.lines.length; index++) {
    const { productId, quantity } = cart.lines[index] as RestoredCart['lines'][number];
    // One by one: what is sold out must not keep the rest away.
    if (!present[productId]) await shop.addLine(productId, quantity);
  }
  shop.showCart();
}

function hand(cart: RestoredCart): void {
  waiting = cart;
  if (!onRestore) return;
  waiting = undefined;
  onRestore(cart);
}
