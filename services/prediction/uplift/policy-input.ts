import { z } from '@hono/zod-openapi';
import { type PolicyTerms, policyBounds } from '../../../domain/uplift/policy-terms.ts';
import { idSchema, textSchema } from '../../shared/read-input.ts';

const { explorationPercent } = policyBounds;
const minor = z.int().min(0).max(policyBounds.minorMax);
const percent = z.int().min(0).max(100);

const economicsInput = z
  .strictObject({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, e.g. EUR')
      .openapi({ description: 'Of all amounts. Carts in another currency are left out.' }),
    marginPercent: percent.default(40).openapi({
      description: 'What is left of a cart’s value after its goods are paid for.',
    }),
    discountPercent: z.int().min(0).max(policyBounds.discountPercentMax).default(10).openapi({
      description: 'What an offer takes off a cart that is bought with it.',
    }),
    sendCostMinor: z
      .strictObject({ email: minor.default(0), sms: minor.default(0), push: minor.default(0) })
      .prefault({})
      .openapi({ description: 'What it costs to send one message.' }),
    fatigueMinor: minor.default(0).openapi({
      description: 'What one message more costs later: people who unsubscribe, complain or stop reading.',
    }),
  })
  .openapi('PolicyEconomics');

const limitsInput = z
  .strictObject({
    gainMinorMin: minor.default(0).openapi({ description: 'The least expected gain for which anything is sent.' }),
    floorMarginPercent: percent.default(0).openapi({
      description: 'What has to be left of a cart’s value after an offer.',
    }),
    explorationPercent: z
      .int()
      .min(explorationPercent.min)
      .max(explorationPercent.max)
      .default(explorationPercent.usual)
      .openapi({ description: 'Of the decisions: drawn evenly among all allowed actions.' }),
    monthlyOffersMax: z.int().min(0).max(policyBounds.monthlyOffersMax).nullable().default(null),
    monthlyMinorMax: minor.nullable().default(null).openapi({
      description: 'What offers may come to in a calendar month of the store. Null: any amount.',
    }),
  })
  .openapi('PolicyLimits');

const points = z.number().min(0).max(100);

const scoresInput = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('assumed'),
        messagePoints: points.default(4).openapi({
          description: 'Of a hundred people who would not buy by themselves, so many are won by a message.',
        }),
        offerPoints: points.default(7).openapi({ description: 'And so many by a message with an offer.' }),
      })
      .openapi('AssumedScores'),
    z
      .strictObject({
        kind: z.literal('model'),
        modelVersionId: idSchema.openapi({ description: 'A version of the model `uplift`.' }),
      })
      .openapi('ModelScores'),
    z
      .strictObject({ kind: z.literal('served') })
      .openapi('ServedScores', { description: 'Whichever version of the model `uplift` is served when it is asked.' }),
  ])
  .openapi('PolicyScores');

export const policyTermsInput = z
  .strictObject({
    economics: economicsInput,
    limits: limitsInput.prefault({}),
    scores: scoresInput.prefault({ kind: 'assumed' }),
  })
  .refine(({ economics }) => economics.discountPercent <= economics.marginPercent, {
    path: ['economics', 'discountPercent'],
    message: 'must not be above the margin',
  })
  .openapi('PolicyTerms');

policyTermsInput satisfies z.ZodType<PolicyTerms>;

export const policyInput = z
  .strictObject({
    name: textSchema(1, policyBounds.nameLengthMax).openapi({
      description: 'A name that is known already makes its next version.',
    }),
    campaignId: idSchema.nullable().default(null).openapi({
      description: 'By whose people it is judged. Null: by those of every campaign.',
    }),
    terms: policyTermsInput,
  })
  .openapi('PolicyInput');
