import { z } from '@hono/zod-openapi';
import {
  minterNames,
  type OfferTerms,
  offerBounds,
  offerKeyPattern,
  offerKinds,
} from '../../../domain/offers/offer.ts';
import { textSchema } from '../../shared/read-input.ts';

const minor = z.int().min(0).max(offerBounds.minorMax);
const percent = z.int().min(0).max(100);

export const offerTermsInput = z
  .strictObject({
    kind: z.enum(offerKinds),
    value: z.int().min(1).max(offerBounds.minorMax).openapi({
      description:
        'Percent: 1 to 90. Amount: what it takes off, in minor units. Free shipping: what shipping costs the store, in minor units.',
    }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, e.g. EUR')
      .nullable()
      .default(null)
      .openapi({ description: 'Of all amounts. Null only where there is none.' }),
    cartMinorMin: minor.default(0).openapi({ description: 'The least value of the cart.' }),
    discountMinorMax: minor.min(1).nullable().default(null).openapi({
      description: 'Of a percentage: the most that it takes off. Null: no limit.',
    }),
    validDays: z.int().min(0).max(offerBounds.validDaysMax).default(7).openapi({
      description: 'The code is good until the end of the day that many days later, in the store’s zone.',
    }),
    messagesBefore: z.int().min(0).max(offerBounds.messagesBeforeMax).default(1).openapi({
      description: 'Messages of the recovery that have to go before. With 0 even the first one may carry it.',
    }),
    marginPercent: percent.default(40).openapi({
      description: 'What is left of a cart’s value after its goods are paid for.',
    }),
    floorMarginPercent: percent.default(0).openapi({
      description: 'What has to be left of it after the discount too.',
    }),
    upliftPoints: z.int().min(1).max(100).default(5).openapi({
      description: 'By how many points of a hundred a code is expected to raise the probability of a purchase.',
    }),
    monthlyCodesMax: z.int().min(0).max(offerBounds.monthlyCodesMax).nullable().default(null),
    monthlyMinorMax: minor.nullable().default(null),
    lockoutRecoveries: z.int().min(1).max(offerBounds.lockoutRecoveriesMax).nullable().default(2).openapi({
      description:
        'People who got a code in so many recoveries within `lockoutDays` get none. Null: nobody is locked out.',
    }),
    lockoutDays: z.int().min(1).max(offerBounds.lockoutDaysMax).default(180),
  })
  .refine(({ kind, value }) => kind !== 'percent' || value <= offerBounds.percentMax, {
    path: ['value'],
    message: `must be at most ${offerBounds.percentMax} percent`,
  })
  .refine((terms) => terms.currency !== null || !namesAmounts(terms), {
    path: ['currency'],
    message: 'must be given for an offer with amounts',
  })
  .refine(({ kind, discountMinorMax }) => kind === 'percent' || discountMinorMax === null, {
    path: ['discountMinorMax'],
    message: 'is for percentages only',
  })
  .refine(({ marginPercent, floorMarginPercent }) => floorMarginPercent <= marginPercent, {
    path: ['floorMarginPercent'],
    message: 'must not be above the margin',
  })
  .openapi('OfferTerms');

offerTermsInput satisfies z.ZodType<OfferTerms>;

type Amounts = Pick<OfferTerms, 'kind' | 'cartMinorMin' | 'discountMinorMax' | 'monthlyMinorMax'>;

function namesAmounts({ kind, cartMinorMin, discountMinorMax, monthlyMinorMax }: Amounts): boolean {
  return kind !== 'percent' || cartMinorMin > 0 || discountMinorMax !== null || monthlyMinorMax !== null;
}

const name = textSchema(1, offerBounds.nameLengthMax);
const mintUrl = z.url().max(2_048).openapi({ description: 'Of the minter `http`: where codes are asked for.' });

export const offerInput = z
  .strictObject({
    key: z
      .string()
      .regex(offerKeyPattern, 'must be lower-case letters, digits and dashes, e.g. ten-percent')
      .openapi({ description: 'What flows and files call the offer; it never changes.' }),
    name,
    minter: z.enum(minterNames).openapi({
      description: '`pool`: imported codes. `shopify`: made in the connected shop. `http`: asked for at `mintUrl`.',
    }),
    mintUrl: mintUrl.nullable().default(null),
    terms: offerTermsInput,
  })
  .refine(({ minter, mintUrl: url }) => (minter === 'http') === (url !== null), {
    path: ['mintUrl'],
    message: 'must be given for the minter http, and for no other',
  })
  .refine(({ minter, terms }) => minter !== 'pool' || terms.discountMinorMax === null, {
    path: ['terms', 'discountMinorMax'],
    message: 'cannot be kept with imported codes, which are made already',
  })
  .openapi('OfferInput');

/** What is given is replaced; the key and the minter stay. */
export const offerChangeInput = z
  .strictObject({
    name: name.optional(),
    status: z.enum(['active', 'off']).optional().openapi({ description: '`off`: no message gets a new code.' }),
    mintUrl: mintUrl.optional(),
    terms: offerTermsInput.optional(),
  })
  .openapi('OfferChange');

/** Codes as they come out of a shop: one a line, or in the first column of a CSV. */
export const poolImportInput = z.strictObject({
  codes: z
    .string()
    .min(1)
    .max(offerBounds.codesPerImportMax * (offerBounds.codeLengthMax + 2))
    .openapi({ description: 'One a line; of a CSV, the first column. A heading is left out.' }),
});
