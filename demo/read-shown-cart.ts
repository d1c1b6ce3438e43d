import { z } from 'zod';
import type { ApiClient } from '../tools/traffic/api-client.ts';
import type { ShownCart } from './pages.ts';

const found = z.object({ items: z.array(z.object({ id: z.string() })) });
const shown = z.object({
  status: z.enum(['open', 'purchased']),
  lines: z.array(
    z.object({
      productId: z.string(),
      quantity: z.number(),
      name: z.string().optional(),
      unitPriceMinor: z.number().optional(),
    }),
  ),
});

/** A cart of the demo store by the shop's own id; null when there is none. */
export async function readShownCart(client: ApiClient, cartId: string): Promise<ShownCart | null> {
  const { items } = found.parse(await client.get(`/v1/carts?limit=1&externalId=${encodeURIComponent(cartId)}`));
  const [first] = items;
  return first ? shown.parse(await client.get(`/v1/carts/${first.id}`)) : null;
}
