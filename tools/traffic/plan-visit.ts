import { secondMs } from '../../domain/duration.ts';
import { catalogue, type Product } from './catalogue.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What a shopper does next, after a pause in milliseconds of the store's time. */
export type Act = { readonly afterMs: number } & (
  | { readonly kind: 'view'; readonly product: Product }
  | { readonly kind: 'add'; readonly product: Product; readonly quantity: number }
  | { readonly kind: 'remove'; readonly product: Product }
  /** Says who she is, with consents if she is known for the first time. */
  | { readonly kind: 'introduce' }
  | { readonly kind: 'checkout' }
  | { readonly kind: 'buy' }
);

/**
 * Chances of a visit. Of ten carts about seven are left behind (long-run average over 50 studies, Baymard Institute);
 * the demo shows only visits that might become carts, so there are more of them than in a real shop.
 */
export const visitChances = {
  cart: 0.8,
  secondProduct: 0.45,
  changeOfMind: 0.15,
  loginBeforeCart: 0.3,
  checkoutOfCart: 0.5,
  purchaseOfCheckout: 0.6,
} as const;

const viewsMax = 4;

/** A whole visit, decided at its beginning. */
export function planVisit(random: SeededRandom): readonly Act[] {
  const acts: Act[] = [];
  const pauseMs = (): number => random.between(15, 75) * secondMs;
  const browse = (): Product => {
    const product = random.pick(catalogue);
    acts.push({ kind: 'view', product, afterMs: pauseMs() });
    return product;
  };

  if (random.chance(visitChances.loginBeforeCart)) acts.push({ kind: 'introduce', afterMs: pauseMs() });
  for (let more = random.between(0, viewsMax - 1); more > 0; more--) browse();
  const first = browse();
  if (!random.chance(visitChances.cart)) return acts;

  acts.push({ kind: 'add', product: first, quantity: random.chance(0.2) ? 2 : 1, afterMs: pauseMs() });
  if (random.chance(visitChances.secondProduct)) {
    const second = browse();
    acts.push({ kind: 'add', product: second, quantity: 1, afterMs: pauseMs() });
    if (second !== first && random.chance(visitChances.changeOfMind))
      acts.push({ kind: 'remove', product: second, afterMs: pauseMs() });
  }
  if (!random.chance(visitChances.checkoutOfCart)) return acts;

  acts.push({ kind: 'introduce', afterMs: pauseMs() }, { kind: 'checkout', afterMs: pauseMs() });
  if (random.chance(visitChances.purchaseOfCheckout)) acts.push({ kind: 'buy', afterMs: pauseMs() });
  return acts;
}

/** Fills a cart, begins the checkout and leaves at once: the first shoppers of a demo, so that something happens soon. */
export function planHastyVisit(random: SeededRandom): readonly Act[] {
  const product = random.pick(catalogue);
  const afterMs = 5 * secondMs;
  return [
    { kind: 'view', product, afterMs },
    { kind: 'add', product, quantity: random.between(1, 2), afterMs },
    { kind: 'introduce', afterMs },
    { kind: 'checkout', afterMs },
  ];
}
