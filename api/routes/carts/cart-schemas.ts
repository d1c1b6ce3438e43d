import { z } from '@hono/zod-openapi';
import { cartStages } from '../../../domain/cart.ts';
import { cartStandings } from '../../../domain/cart-standing.ts';
import { momentSchema } from '../../openapi/json-content.ts';

export const cartLineSchema = z.object({
  productId: z.string(),
  variantId: z.string().optional(),
  quantity: z.number().openapi({ description: 'Pieces, or a measure such as 2.5 metres.' }),
  unitPriceMinor: z.number().optional(),
  totalMinor: z
    .number()
    .optional()
    .openapi({ description: 'What the whole line costs, where the price of one piece is not exact.' }),
  currency: z.string().optional().openapi({ description: 'Where it is not the currency of the cart.' }),
  name: z.string().optional(),
  url: z.string().optional(),
  imageUrl: z.string().optional(),
  category: z.string().optional(),
});

export const cartSchema = z
  .object({
    id: z.string(),
    externalId: z.string(),
    customerId: z.string().nullable(),
    status: z.enum(['open', 'purchased']),
    stage: z.enum(cartStages),
    standing: z.enum(cartStandings).openapi({
      description:
        'Where it stands: open, abandoned (and nobody is written to), recovering, recovered (bought after a message), ' +
        'purchased (without one), or in quarantine.',
    }),
    lineCount: z.int().openapi({ description: 'Lines of the cart, those too that the shop did not tell one by one.' }),
    currency: z.string().nullable().openapi({ description: 'Null where lines are in two currencies.' }),
    valueMinor: z.int().nullable().openapi({
      description:
        'What the shop told, else the sum of the lines; null where a price is not known, or in another currency.',
    }),
    version: z.int(),
    lastActivityAt: momentSchema,
    purchasedAt: momentSchema.nullable(),
    abandonAt: momentSchema
      .nullable()
      .openapi({ description: 'When it counts as abandoned unless something happens.' }),
    abandonedAt: momentSchema.nullable(),
    activeRecoveryId: z.string().nullable(),
    recoveries: z.int(),
    quarantined: z
      .boolean()
      .openapi({ description: 'Looks like the work of a bot: no recovery starts, and it is in no count.' }),
    updatedAt: momentSchema,
  })
  .openapi('Cart');

export const cartExample = {
  id: '3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21',
  externalId: 'cart-1042',
  customerId: '0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55',
  status: 'open',
  stage: 'checkout',
  standing: 'recovering',
  lineCount: 1,
  currency: 'EUR',
  valueMinor: 8900,
  version: 3,
  lastActivityAt: '2026-11-22T10:15:00.000Z',
  purchasedAt: null,
  abandonAt: null,
  abandonedAt: '2026-11-22T10:45:00.000Z',
  activeRecoveryId: '0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66',
  recoveries: 1,
  quarantined: false,
  updatedAt: '2026-11-22T10:45:00.412Z',
} as const;
