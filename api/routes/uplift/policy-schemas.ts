import { z } from '@hono/zod-openapi';
import { policyStates } from '../../../domain/uplift/policy-terms.ts';
import type { Policy } from '../../../services/prediction/uplift/policy.ts';
import { policyTermsInput } from '../../../services/prediction/uplift/policy-input.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import { evaluationExample, evaluationSchema } from './evaluation-schemas.ts';

const policyShape = {
  id: z.string(),
  name: z.string(),
  version: z.int().openapi({ description: 'Of this name; terms never change, the next version has others.' }),
  campaignId: z.string().nullable().openapi({ description: 'By whose people it is judged; null: those of all.' }),
  state: z.enum(policyStates).openapi({
    description: '`draft`: not judged; `evaluated`: judged; `arm`: a split asks it; `archived`: out of use.',
  }),
  terms: policyTermsInput,
  evaluation: evaluationSchema.nullable(),
  evaluatedAt: momentSchema.nullable(),
  createdAt: momentSchema,
};

export const policySchema = z.object(policyShape).openapi('Policy');
/** The same without a name in the document: what may be null has none. */
export const judgedPolicySchema = z.object(policyShape);

export const termsExample = {
  economics: {
    ...{ currency: 'EUR', marginPercent: 40, discountPercent: 10 },
    ...{ sendCostMinor: { email: 0, sms: 8, push: 0 }, fatigueMinor: 10 },
  },
  limits: {
    ...{ gainMinorMin: 5, floorMarginPercent: 25, explorationPercent: 10 },
    ...{ monthlyOffersMax: 500, monthlyMinorMax: 200_000 },
  },
  scores: { kind: 'assumed', messagePoints: 4, offerPoints: 7 },
} as const;

export const policyExample = {
  ...{ id: '019e1c02-7b4e-7a10-9c3d-2f1b8a6e5d40', name: 'Leave alone who buys anyway', version: 2, campaignId: null },
  ...{ state: 'evaluated', terms: termsExample, evaluation: evaluationExample },
  ...{ evaluatedAt: '2026-11-27T09:30:00.000Z', createdAt: '2026-11-26T14:05:12.000Z' },
} as const;

export function shownPolicy({ evaluatedAt, createdAt, ...policy }: Policy) {
  return { ...policy, evaluatedAt: evaluatedAt?.toISOString() ?? null, createdAt: createdAt.toISOString() };
}
