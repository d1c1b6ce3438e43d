import { z } from '@hono/zod-openapi';
import { units } from '../../../domain/analytics/catalogue.ts';
import { daysSchema, keptQuestionShape } from '../../../services/analytics/queries/question-schema.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiDeps } from '../../api-deps.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import { filterText } from '../../openapi/parameters.ts';

export { dimensionSchema, metricSchema } from '../../../services/analytics/queries/question-schema.ts';

export const unitSchema = z.enum(units);

/** What both a number and the rows behind it are asked by. */
export const questionShape = { ...keptQuestionShape, timeRange: daysSchema };

export const questionSchema = z.strictObject(questionShape).openapi('AnalyticsQuestion');

/** Which rows behind a number are meant. */
export const cellShape = {
  cell: z.record(z.string().max(32), filterText).default({}).openapi({
    description: 'The `dimensions` of a row of the answer; empty for the total.',
  }),
  part: z.enum(['numerator', 'denominator']).default('numerator').openapi({
    description: 'Of a ratio: the rows that are divided, or those that they are divided by.',
  }),
};

export const wholeSchema = z
  .union([z.number(), z.string().regex(/^-?\d+$/)])
  .openapi({ description: 'Money in minor units. A whole number beyond 2^53 is text.' });

export const figureShape = {
  value: wholeSchema.nullable().openapi({ description: 'Null: there is nothing to divide by.' }),
  numerator: wholeSchema.optional(),
  denominator: wholeSchema.optional(),
  previous: wholeSchema.nullable().optional().openapi({ description: 'The value of the period before, if asked for.' }),
};

export const rangeSchema = z.object({
  from: z.string(),
  to: z.string(),
  fromInstant: momentSchema,
  toInstant: momentSchema.openapi({ description: 'Not in it.' }),
});

/** Objects with optional fields as the services take them: absent instead of undefined. */
export function analyticsOf({ analytics }: Pick<ApiDeps, 'analytics'>) {
  if (!analytics) throw new ServiceError('unavailable', 'This API has no analytics.');
  return analytics;
}

export const questionExample = {
  metric: 'recovered_revenue',
  dimensions: ['channel'],
  timeRange: { from: '2026-11-01', to: '2026-11-30' },
  granularity: 'day',
  filters: { campaignId: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11' },
  compareTo: 'previous_period',
} as const;
