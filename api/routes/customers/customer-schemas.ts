import { z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { contactBases } from '../../../domain/compliance/contact-basis.ts';
import { consentProvenances } from '../../../domain/consent-provenance.ts';
import { suppressionCauses } from '../../../domain/suppression.ts';
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

const provenanceSchema = z.enum(consentProvenances).openapi({
  description:
    'How the word that counts came in: over the API or a platform of the shop, from a page of it, by a confirmed ' +
    'opt-in, by the link in a message, or with a privacy request.',
});

const consentEntrySchema = z.object({
  eventId: z.string(),
  channel: z.enum(channels),
  status: z.enum(['granted', 'denied']),
  basis: z
    .enum(['act', 'record'])
    .openapi({ description: '`record`: what a shop’s record says, without the time at which the customer said it.' }),
  provenance: provenanceSchema,
  source: z.string().openapi({ description: 'In the words of who sent it.' }),
  textVersion: z.string().nullable(),
  at: momentSchema,
});

export const customerDetailSchema = customerSchema
  .extend({
    masked: z
      .boolean()
      .openapi({ description: 'Whether names and addresses are cut to what is needed to recognise them.' }),
    identities: z
      .array(
        z.object({
          kind: z.enum(['anonymous', 'customer', 'email', 'phone', 'push']),
          value: z.string(),
          createdAt: momentSchema,
        }),
      )
      .readonly()
      .openapi({
        description: 'Masked unless the key may see addresses in full (`customers:unmask`), or it was asked for.',
      }),
    consents: z
      .array(
        z.object({
          channel: z.enum(channels),
          status: z.enum(['granted', 'denied']),
          at: momentSchema,
          provenance: provenanceSchema,
        }),
      )
      .readonly(),
    reach: z
      .array(
        z.object({
          channel: z.enum(channels),
          missing: z.enum(['address', 'consent', 'usable_address']).nullable(),
          basis: z.enum(contactBases).nullable(),
        }),
      )
      .readonly()
      .openapi({ description: 'The first thing that stands against a message on each channel; null: nothing does.' }),
    consentLedger: z
      .array(consentEntrySchema)
      .readonly()
      .openapi({ description: 'The proof: every word about consent, newest first.' }),
    suppressions: z
      .array(
        z.object({
          channel: z.enum(channels),
          cause: z.enum(suppressionCauses),
          at: momentSchema,
          address: z.string(),
        }),
      )
      .readonly()
      .openapi({ description: 'Addresses, or the shop’s number of the customer, that must not be used.' }),
    merges: z
      .array(
        z.object({
          fromCustomerId: z.string(),
          intoCustomerId: z.string(),
          movedIdentityKinds: z.array(z.string()).readonly(),
          causeEventId: z.string(),
          at: momentSchema,
        }),
      )
      .readonly()
      .openapi({ description: 'Who turned out to be whom, newest first.' }),
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
  masked: true,
  identities: [{ kind: 'email', value: 'a•••@s•••.example', createdAt: '2026-11-22T10:15:00.000Z' }],
  consents: [{ channel: 'email', status: 'granted', at: '2026-11-22T10:14:30.000Z', provenance: 'shop' }],
  reach: [
    { channel: 'email', missing: null, basis: 'consent' },
    { channel: 'sms', missing: 'address', basis: null },
    { channel: 'push', missing: 'address', basis: null },
  ],
  consentLedger: [
    {
      eventId: 'evt-1042',
      channel: 'email',
      status: 'granted',
      basis: 'act',
      provenance: 'shop',
      source: 'checkout',
      textVersion: '2026-05',
      at: '2026-11-22T10:14:30.000Z',
    },
  ],
  suppressions: [],
  merges: [],
} as const;
