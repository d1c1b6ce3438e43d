import { createHash } from 'node:crypto';
import { z } from 'zod';
import { goodKey, type SaidOfGood } from '../../domain/catalog/said-of-good.ts';
import { signStandardWebhook } from '../../runtime/standard-webhook.ts';
import { readAnswer } from '../clients/answer-shapes.ts';
import { PlatformApiError } from '../clients/platform-client.ts';
import { postOnce } from '../clients/post-once.ts';
import { defineCatalog } from './catalog.ts';

/** How much of an answer is read, in bytes: some hundred for each product. */
const answerBytesMax = 64 * 1024;

const currencyCode = /^[A-Z]{3}$/;
const saidSchema = z.looseObject({
  productId: z.string(),
  variantId: z.string().nullish(),
  available: z.boolean().nullish().catch(null),
  priceMinor: z.int().min(0).nullish().catch(null),
  currency: z.string().regex(currencyCode).nullish().catch(null),
});
const answerSchema = z.looseObject({ products: z.array(saidSchema.nullable().catch(null)) });
type Said = z.infer<typeof saidSchema>;

/**
 * Asks an address of the store's own, signed as Standard Webhooks say: `{ "action": "look", "products": [{ "productId": … }] }`
 * is answered by `{ "products": [{ "productId": …, "available": true, "priceMinor": 1990, "currency": "EUR" }] }`. A product
 * that is left out stands as it was told; one that is not asked for is not looked at.
 */
export const httpCatalog = defineCatalog({
  name: 'http',
  title: 'HTTP',
  needs: { kind: 'address' },
  open: ({ allowLoopback, access: { url, token: secret }, now }) => ({
    async look(goods, signal) {
      if (goods.length === 0) return [];
      const body = JSON.stringify({ action: 'look', products: goods });
      const timestamp = String(Math.floor(now() / 1_000));
      const id = createHash('sha256').update(`${timestamp}/${body}`).digest('hex').slice(0, 32);
      const signature = signStandardWebhook({ id, timestamp, body: Buffer.from(body) }, secret);
      const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
      const posted = await postOnce({ url: new URL(url), headers, body, signal, answerBytesMax }, { allowLoopback });
      refuse(posted.status);
      const { products } = readAnswer(answerSchema, jsonOf(posted.answer));
      const byGood = new Map(products.flatMap((one) => (one ? [[keyOf(one), one] as const] : [])));
      return goods.flatMap((good) => {
        const said = byGood.get(goodKey(good));
        return said ? [saidOf(good, said)] : [];
      });
    },
  }),
});

function refuse(status: number): void {
  if (status >= 200 && status <= 299) return;
  const problem =
    status === 401 || status === 403
      ? 'denied'
      : status === 429
        ? 'busy'
        : status === 408 || status >= 500
          ? 'away'
          : 'strange';
  throw new PlatformApiError(problem, `it answered ${status}`);
}

/** Null too where it is cut off: more than is read is no answer. */
function jsonOf(answer: Buffer): unknown {
  try {
    return JSON.parse(answer.toString('utf8'));
  } catch {
    return null;
  }
}

function keyOf({ productId, variantId }: Said): string {
  return goodKey(variantId == null ? { productId } : { productId, variantId });
}

function saidOf(
  good: Pick<SaidOfGood, 'productId' | 'variantId'>,
  { available, priceMinor, currency }: Said,
): SaidOfGood {
  const availability = available == null ? 'unclear' : available ? 'for_sale' : 'sold_out';
  const price = priceMinor == null || currency == null ? null : { amountMinor: priceMinor, currency };
  return { ...good, availability, price };
}
