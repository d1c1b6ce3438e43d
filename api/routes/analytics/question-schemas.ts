import { z } from '@hono/zod-openapi';
import { granularities } from '../../../domain/analytics/calendar.ts';
import { metricIds, units } from '../../../domain/analytics/catalogue.ts';
import { type Dimension, dimensions } from '../../../domain/analytics/measures.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiDeps } from '../../api-deps.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import { filterText } from '../../openapi/parameters.ts';

const dimensionIds = Object.keys(dimensions) as [Dimension, ...Dimension[]];
const dimensionsMax = 3;
const filterValuesMax = 50;
const topMax = 200;
const topDefault = 50;

export const dimensionSchema = z.enum(dimensionIds);
export const unitSchema = z.enum(units);
export const metricSchema = z.enum(metricIds);

/** A day of the store's calendar, in years that every part of the engine knows. */
const daySchema = z.iso
  .date()
  .refine((day) => day >= '2000-01-01' && day <= '2199-12-31', 'must be between the years 2000 and 2199');

const filterValues = z
  .union([filterText, z.array(filterText).min(1).max(filterValuesMax)])
  .transform((value) => (typeof value === 'string' ? [value] : value));

const filters = z
  .strictObject(
    Object.fromEntries(dimensionIds.map((dimension) => [dimension, filterValues.optional()])) as {
      readonly [D in Dimension]: z.ZodOptional<typeof filterValues>;
    },
  )
  .default({})
  .openapi({
    description:
      'Values that a dimension must have; several are alternatives. `unknown` and `none` stand for rows without one.',
  });

/** What both a number and the rows behind it are asked by. */
export const questionShape = {
  metric: metricSchema,
  dimensions: z
    .array(dimensionSchema)
    .max(dimensionsMax)
    .refine((asked) => new Set(asked).size === asked.length, 'must name each dimension once')
    .default([])
    .openapi({ description: `Break down by these, at most ${dimensionsMax}; the catalogue says which a metric has.` }),
  timeRange: z
    .strictObject({ from: daySchema, to: daySchema })
    .openapi({ description: 'Days of the store’s calendar, both included; at most 400.' }),
  granularity: z.enum(granularities).optional().openapi({
    description: 'Break down by time too. Weeks are those of ISO 8601, from Monday; the first and the last may be cut.',
  }),
  filters,
  compareTo: z.literal('previous_period').nullable().default(null).openapi({
    description: 'The period before: as long, or the same part of the month or year before where the range is one.',
  }),
  top: z
    .int()
    .min(1)
    .max(topMax)
    .default(topDefault)
    .openapi({ description: 'Combinations of dimensions with rows of their own; all others are the row `other`.' }),
};

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
