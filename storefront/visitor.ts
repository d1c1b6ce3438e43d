import { randomId } from './random-id.ts';
import { drop, read, write } from './storage.ts';

/** Who this browser is: a random id that says nothing of the person. */
export function anonymousId(): string {
  return kept('id', randomId);
}

/** The visitor's cart: the shop's own id if the page ever said one, else a random one until the cart is bought. */
export function cartId(given?: unknown): string {
  if (given) write('cart', `${given}`);
  return kept('cart', () => `w-${randomId()}`);
}

/** The next cart is another one. */
export function leaveCart(): void {
  drop('cart');
}

function kept(name: string, make: () => string): string {
  const known = read(name) || make();
  write(name, known);
  return known;
}
