import { z } from 'zod';

const coefficient = z.number();

/** What the trainer writes: a logistic regression over standardised features, and the calibration of its decisions. */
export const fieldMatcherModelSchema = z.object({
  schemaVersion: z.literal(1),
  version: z.string().regex(/^[\w.-]{1,64}$/),
  features: z.object({ version: z.int(), names: z.array(z.string()).min(1).max(64) }),
  pair: z.object({
    mean: z.array(coefficient),
    scale: z.array(coefficient),
    weights: z.array(coefficient),
    intercept: coefficient,
  }),
  /** Platt scaling on (score of the best, its lead over the next), both in logits. */
  decision: z.object({ best: coefficient, lead: coefficient, intercept: coefficient, leadMax: z.number() }),
});

export type FieldMatcherModel = z.infer<typeof fieldMatcherModelSchema>;
