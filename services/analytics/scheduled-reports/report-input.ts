import { z } from '@hono/zod-openapi';
import { type MetricId, metricIds } from '../../../domain/analytics/catalogue.ts';
import { type Dimension, dimensions } from '../../../domain/analytics/measures.ts';
import { type ReportQuery, reportLimits } from '../../../domain/report-content.ts';
import { reportFrequencies } from '../../../domain/report-period.ts';
import { idSchema, textSchema } from '../../shared/read-input.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { readQuestion } from '../queries/query-input.ts';

export const reportBounds = {
  ...reportLimits,
  reportsPerStoreMax: 50,
  recipientsMax: 20,
  nameLengthMax: 100,
  urlLengthMax: 2_048,
  filterValuesMax: 50,
} as const;

const dimensionIds = Object.keys(dimensions) as [Dimension, ...Dimension[]];
const filterValues = z.array(textSchema(1, 128)).min(1).max(reportBounds.filterValuesMax);

const queryInput = z.strictObject({
  metric: z.enum(metricIds as readonly [MetricId, ...MetricId[]]),
  dimensions: z
    .array(z.enum(dimensionIds))
    .max(reportBounds.dimensionsMax)
    .refine((asked) => new Set(asked).size === asked.length, 'must name each dimension once')
    .default([]),
  granularity: z.enum(['day', 'week', 'month']).nullable().default(null),
  filters: z
    .strictObject(
      Object.fromEntries(dimensionIds.map((dimension) => [dimension, filterValues.optional()])) as {
        readonly [D in Dimension]: z.ZodOptional<typeof filterValues>;
      },
    )
    .default({}),
});

const emailInput = z.strictObject({
  kind: z.literal('email'),
  recipientIds: z
    .array(idSchema)
    .min(1)
    .max(reportBounds.recipientsMax)
    .refine((ids) => new Set(ids).size === ids.length, 'must name each member once')
    .openapi({ description: 'Members of the store. Whoever leaves it gets no more.' }),
});
const webhookInput = z.strictObject({
  kind: z.literal('webhook'),
  url: z.url().max(reportBounds.urlLengthMax).openapi({ description: 'On the public internet, over https.' }),
});

export const reportInput = z.strictObject({
  name: textSchema(1, reportBounds.nameLengthMax),
  status: z.enum(['active', 'paused']).default('active'),
  frequency: z.enum(reportFrequencies).openapi({
    description: 'Each day about the day before, each Monday about the week before, each first about the month before.',
  }),
  timeOfDay: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 08:00')
    .openapi({ description: 'Of the store’s clock.' }),
  queries: z
    .array(queryInput)
    .min(1)
    .max(reportBounds.queriesMax)
    .nullable()
    .default(null)
    .openapi({ description: 'Questions of analytics, asked of the period; null: the built-in summary.' }),
  delivery: z.discriminatedUnion('kind', [emailInput, webhookInput]),
});

/** What is given is replaced; a report by e-mail stays one. */
export const reportChangeInput = z.strictObject({
  name: reportInput.shape.name.optional(),
  status: z.enum(['active', 'paused']).optional(),
  frequency: reportInput.shape.frequency.optional(),
  timeOfDay: reportInput.shape.timeOfDay.optional(),
  queries: z.array(queryInput).min(1).max(reportBounds.queriesMax).nullable().optional(),
  delivery: reportInput.shape.delivery.optional(),
});

export type ReportInput = z.output<typeof reportInput>;

/** The questions as they are kept. Throws `invalid` for one that analytics would refuse. */
export function keptQueries(queries: ReportInput['queries']): readonly ReportQuery[] | null {
  if (queries === null) return null;
  for (const [index, query] of queries.entries()) refuseUnanswerable(query as ReportQuery, index);
  return queries as readonly ReportQuery[];
}

/** Whether a question can be answered depends on no period. */
function refuseUnanswerable(query: ReportQuery, index: number): void {
  const timeRange = { from: '2026-01-01', to: '2026-01-31' };
  try {
    readQuestion({
      ...query,
      ...{ storeId: '', timeZone: 'UTC', timeRange, compareTo: 'previous_period', top: 1 },
      granularity: query.granularity ?? undefined,
    });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new ServiceError(error.code, error.message, { path: `queries.${index}.${error.path ?? ''}` });
  }
}
