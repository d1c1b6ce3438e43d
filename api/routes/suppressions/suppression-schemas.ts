import { z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { suppressionCauses } from '../../../domain/suppression.ts';
import { momentSchema } from '../../openapi/json-content.ts';

const shape = { id: z.string(), channel: z.enum(channels), cause: z.enum(suppressionCauses) };

export const suppressionSchema = z
  .object({
    ...shape,
    at: momentSchema,
    address: z.string().nullable().openapi({ description: 'Masked; null: no customer of the store has it any more.' }),
    customerId: z.string().nullable(),
    mayLift: z.boolean().openapi({ description: 'False where the customer asked for it.' }),
  })
  .openapi('Suppression');

export const liftedSchema = z.object(shape).openapi('LiftedSuppression');

export const liftedExample = {
  id: '0f4c2f1e-8d0e-4a53-9a4e-4b2f2a4f9c10',
  channel: 'email',
  cause: 'bounce',
} as const;

export const suppressionExample = {
  ...liftedExample,
  at: '2026-11-24T09:12:00.000Z',
  address: 'a•••@e•••.com',
  customerId: '0199a3c1-2a44-7e0a-8f11-b1d5f0a91c33',
  mayLift: true,
} as const;
