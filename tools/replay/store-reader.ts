import { z } from 'zod';
import type { ApiClient } from '../traffic/api-client.ts';
import { createPatientClient } from '../traffic/patient-client.ts';
import type { ReadCart } from './compare-carts.ts';

const store = z.object({ id: z.string(), name: z.string(), timeScale: z.number() });
const cartSummary = z.object({
  id: z.string(),
  externalId: z.string(),
  status: z.enum(['open', 'purchased']),
  valueMinor: z.number().nullable(),
  abandonAt: z.string().nullable(),
  abandonedAt: z.string().nullable(),
});
const cartDetail = cartSummary.extend({
  lines: z.array(z.object({ productId: z.string(), quantity: z.number() })),
  lastActivityAt: z.string(),
});
const recovery = z.object({
  id: z.string(),
  cartId: z.string(),
  outcome: z.string().nullable(),
  reason: z.string().nullable(),
  endedAt: z.string().nullable(),
});
const message = z.object({
  id: z.string(),
  cartId: z.string(),
  channel: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  claimedAt: z.string(),
});
const order = z.object({ externalId: z.string(), arrivedAt: z.string().nullable() });
const decision = z.object({
  kind: z.string(),
  cartId: z.string(),
  reason: z.string().nullable(),
  channel: z.string().nullable(),
});

export type CartSummary = z.infer<typeof cartSummary>;
export type CartDetail = z.infer<typeof cartDetail>;
export type Recovery = z.infer<typeof recovery>;
export type Message = z.infer<typeof message>;
export type Order = z.infer<typeof order>;
export type Decision = z.infer<typeof decision>;

/** What a replay reads of its store, over the API. Lists come page by page, newest first. */
export interface StoreReader {
  store(): Promise<z.infer<typeof store>>;
  carts(): AsyncGenerator<CartSummary>;
  /** Null: no such cart. */
  cart(id: string): Promise<CartDetail | null>;
  /** By the shop's own id. Null: no such cart. */
  cartNamed(externalId: string): Promise<CartSummary | null>;
  recoveries(): AsyncGenerator<Recovery>;
  messages(): AsyncGenerator<Message>;
  decisions(): AsyncGenerator<Decision>;
  orders(): AsyncGenerator<Order>;
}

const pageLimit = 200;
/** Carts read one by one, at the same time. */
const cartRequestsMax = 8;

export function createStoreReader(apiClient: ApiClient): StoreReader {
  const client = createPatientClient(apiClient);
  async function* pages<T>(path: string, item: z.ZodType<T>, query = ''): AsyncGenerator<T> {
    const page = z.object({ items: z.array(item), nextCursor: z.string().nullable() });
    for (let cursor: string | null = null; ; ) {
      const found: z.infer<typeof page> = page.parse(
        await client.get(`${path}?limit=${pageLimit}${query}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`),
      );
      yield* found.items;
      cursor = found.nextCursor;
      if (cursor === null) return;
    }
  }
  return {
    store: async () => store.parse(await client.get('/v1/store')),
    carts: () => pages('/v1/carts', cartSummary),
    cart: async (id) => cartDetail.parse(await client.get(`/v1/carts/${id}`)),
    async cartNamed(externalId) {
      for await (const cart of pages('/v1/carts', cartSummary, `&externalId=${encodeURIComponent(externalId)}`))
        return cart;
      return null;
    },
    recoveries: () => pages('/v1/recoveries', recovery),
    messages: () => pages('/v1/messages', message),
    decisions: () => pages('/v1/decisions', decision),
    orders: () => pages('/v1/orders', order),
  };
}

/** Every cart with its lines, several requests at a time. */
export async function* readCartsInFull(reader: StoreReader): AsyncGenerator<ReadCart> {
  let group: CartSummary[] = [];
  const inFull = async (): Promise<ReadCart[]> =>
    (await Promise.all(group.map(({ id }) => reader.cart(id)))).flatMap((cart) => cart ?? []);
  for await (const cart of reader.carts()) {
    group.push(cart);
    if (group.length < cartRequestsMax) continue;
    yield* await inFull();
    group = [];
  }
  yield* await inFull();
}
