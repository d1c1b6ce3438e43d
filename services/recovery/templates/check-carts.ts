import type { MessageOffer } from '../../../channels/message-context.ts';
import type { CartLine } from '../../../domain/cart.ts';

interface CheckedCart {
  readonly lines: readonly CartLine[];
  readonly linesOmitted: number;
  readonly currency: string | null;
  readonly valueMinor: number | null;
}

/** Of everything there is something. */
const line: CartLine = {
  productId: 'sample',
  name: 'Linen shirt, white, size M, with long sleeves',
  quantity: 1,
  unitPriceMinor: 4_900,
  url: 'https://shop.example/products/linen-shirt-white-with-long-sleeves?size=m',
  imageUrl: 'https://shop.example/pictures/linen-shirt-white-with-long-sleeves.jpg?width=144',
};
const linesOfFull = 20;
export const fullCart: CheckedCart = {
  lines: Array.from({ length: linesOfFull }, (_, index) => ({ ...line, productId: `sample-${index}` })),
  linesOmitted: 3,
  currency: 'EUR',
  valueMinor: linesOfFull * 4_900,
};
export const fullPerson: { readonly firstName: string | null; readonly locale: string | null } = {
  firstName: 'Alex',
  locale: null,
};

/** A shop that told no more than what is in the cart, of somebody whose name is not known. */
export const sparseCart: CheckedCart = {
  lines: [{ productId: 'sample', quantity: 1 }],
  linesOmitted: 0,
  currency: null,
  valueMinor: null,
};
export const sparsePerson: typeof fullPerson = { firstName: null, locale: null };

/** The longest that a discount comes to. */
export const fullOffer: MessageOffer = {
  code: 'K7WQ2-M9TRX',
  kind: 'amount',
  value: 123_456,
  currency: 'EUR',
  expiresAt: Date.UTC(2026, 8, 30, 22),
  timeZone: 'Europe/Berlin',
};
