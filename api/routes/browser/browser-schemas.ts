import { z } from '@hono/zod-openapi';
import { errorResponses } from '../../errors/error-schema.ts';

const keyLengthMax = 64;

/** A beacon cannot carry headers, so the key stands in the address. */
export const keyQuery = z.object({
  key: z
    .string()
    .max(keyLengthMax)
    .openapi({ description: 'The publishable key of the store.', example: 'pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10' }),
});

/** What every endpoint for browsers may answer. */
export const browserErrors = errorResponses(
  'bad_request',
  'forbidden',
  'gone',
  'payload_too_large',
  'unsupported_media_type',
  'invalid',
  'rate_limited',
  'internal',
  'unavailable',
);

/** `sendBeacon` and `fetch` with `keepalive` take no more than this. */
export const browserBodyBytesMax = 64 * 1024;
export const browserEventsMax = 100;

export const browserEventExample = {
  sentAt: '2026-11-22T10:15:02Z',
  events: [
    {
      id: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11',
      type: 'cart_updated',
      occurredAt: '2026-11-22T10:15:00Z',
      who: { anonymousId: 'k3v9x0w1q8z7y6u5t4s3' },
      cartId: 'w-k3v9x0w1q8z7y6u5t4s3-1',
      currency: 'EUR',
      lines: [{ productId: 'lamp-oak', quantity: 1, unitPriceMinor: 8900, name: 'Oak lamp' }],
    },
  ],
};
