import { z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { consentProvenances } from '../../../domain/consent-provenance.ts';
import { momentSchema } from '../../openapi/json-content.ts';

export const customerSchema = z
  .object({
    id: z.string(),
    externalId: z.string().nullable(),
    firstName: z.string().nullable(),
    locale: z.string().nullable(),
    country: z.string().nullable(),
    timeZone: z.string().nullable(),
    mergedInto: z.string().nullable().openapi({ description: 'The person that this one turned out to be.' }),
    lastOrderAt: momentSchema.nullable(),
    createdAt: momentSchema,
  })
  .openapi('Customer');

export const customerDetailSchema = customerSchema
  .extend({
    identities: z
      .array(
        z.object({
          kind: z.enum(['anonymous', 'customer', 'email', 'phone', 'push']),
          value: z.string(),
          createdAt: momentSchema,
        }),
      )
      .readonly()
      .openapi({ description: 'Masked unless the key has the scope store:admin.' }),
    consents: z
      .array(
        z.object({
          channel: z.enum(channels),
          status: z.enum(['granted', 'denied']),
          at: momentSchema,
          provenance: z.enum(consentProvenances).openapi({
            description:
              'How the word that counts came in: over the API or a platform of the shop, from a page of it, by a confirmed ' +
              'opt-in, by the link in a message, or with a privacy request.',
          }),
        }),
      )
      .readonly(),
  })
  .openapi('CustomerDetail');

export const customerExample = {
  id: '0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55',
  externalId: 'cu•••',
  firstName: 'A•••',
  locale: 'de-AT',
  country: 'AT',
  timeZone: 'Europe/Vienna',
  mergedInto: null,
  lastOrderAt: null,
  createdAt: '2026-11-22T10:15:00.000Z',
} as const;

export const customerDetailExample = {
  ...customerExample,
  identities: [{ kind: 'email', value: 'a•••@s•••.example', createdAt: '2026-11-22T10:15:00.000Z' }],
  consents: [{ channel: 'email', status: 'granted', at: '2026-11-22T10:14:30.000Z', provenance: 'shop' }],
} as const;
