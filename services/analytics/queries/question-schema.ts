import { z } from '@hono/zod-openapi';
import { granularities } from '../../../domain/analytics/calendar.ts';
import { metricIds } from '../../../domain/analytics/catalogue.ts';
import { type Dimension, dimensions } from '../../../domain/analytics/measures.ts';
import { isStorableText } from '../../../domain/storable-text.ts';

const dimensionIds = Object.keys(dimensions) as [Dimension, ...Dimension[]];
const dimensionsMax = 3;
const filterValuesMax = 50;
const filterLengthMax = 128;
const topMax = 200;
const topDefault = 50;

export const dimensionSchema = z.enum(dimensionIds);
export const metricSchema = z.enum(metricIds);

/** A day of the store's calendar, in years that every part of the engine knows. */
const daySchema = z.iso
  .date()
  .refine((day) => day >= '2000-01-01' && day <= '2199-12-31', 'must be between the years 2000 and 2199');

export const daysSchema = z
  .strictObject({ from: daySchema, to: daySchema })
  .openapi({ description: 'Days of the store’s calendar, both included; at most 400.' });

const filterText = z
  .string()
  .min(1)
  .max(filterLengthMax)
  .refine(isStorableText, 'must be well-formed text without the NUL character');

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

/** A question but for its days: what is asked of now and what is kept for later have the same shape. */
export const keptQuestionShape = {
  metric: metricSchema,
  dimensions: z
    .array(dimensionSchema)
    .max(dimensionsMax)
    .refine((asked) => new Set(asked).size === asked.length, 'must name each dimension once')
    .default([])
    .openapi({ description: `Break down by these, at most ${dimensionsMax}; the catalogue says which a metric has.` }),
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
