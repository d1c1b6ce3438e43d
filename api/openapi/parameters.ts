import { z } from '@hono/zod-openapi';
import { isStorableText } from '../../domain/storable-text.ts';
import { idSchema } from '../../services/shared/read-input.ts';
import { idCursorSchema, timeCursorSchema } from '../cursor.ts';

const pageMax = 200;
const pageDefault = 50;

const limit = z
  .string()
  .regex(/^\d{1,3}$/, `must be a whole number from 1 to ${pageMax}`)
  .transform(Number)
  .refine((value) => value >= 1 && value <= pageMax, `must be a whole number from 1 to ${pageMax}`)
  .default(pageDefault)
  .openapi({ type: 'integer', minimum: 1, maximum: pageMax, default: pageDefault, description: 'Entries per page' });

/** Query of lists that are ordered by time. */
export const timePage = { limit, cursor: timeCursorSchema.optional() };
/** Query of lists that are ordered by id. */
export const idPage = { limit, cursor: idCursorSchema.optional() };

/** A UUID in lower case, as this API writes all its ids. */
export const uuidSchema = idSchema;

/** `{id}` in a path. */
export const idParams = z.object({
  id: uuidSchema.openapi({ param: { name: 'id', in: 'path' }, example: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11' }),
});

export const flagSchema = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .openapi({ type: 'string', enum: ['true', 'false'] });

/** Where a request names its trace. For the document only: no value of it is an error, so none is checked by a schema. */
export const traceparentHeader = {
  name: 'traceparent',
  in: 'header',
  required: false,
  description:
    'The trace of the request (W3C Trace Context, version 00), carried to the recovery that comes of it. What is not valid is ignored.',
  schema: { type: 'string' },
  example: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
} as const;

const instantMs = { min: Date.UTC(2000, 0, 1), max: Date.UTC(2200, 0, 1) };

/** A moment in a query or a body. */
export const instantSchema = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine(
    (date) => date.getTime() >= instantMs.min && date.getTime() < instantMs.max,
    'must be between the years 2000 and 2200',
  )
  .openapi({ type: 'string', format: 'date-time' });

/** An external id or a code in a query. */
export const filterText = z
  .string()
  .min(1)
  .max(128)
  .refine(isStorableText, 'must be well-formed text without the NUL character');

/** Whether a list says how long it is. */
export const countFlag = flagSchema.optional().openapi({
  type: 'string',
  enum: ['true', 'false'],
  description: 'Says how long the whole list is: exactly up to a limit, else how long at least',
});

/** `from` and `to` of a list: calendar days of the store, both included. */
export const dayRange = {
  from: z.iso.date().optional().openapi({ type: 'string', format: 'date', example: '2026-11-01' }),
  to: z.iso.date().optional().openapi({ type: 'string', format: 'date', example: '2026-11-30' }),
};

const minorUnitsMax = 10 ** 15;

/** A bound of an amount in a query, in minor units. */
export const minorUnitsSchema = z
  .string()
  .regex(/^\d{1,16}$/, 'must be a whole number of minor units')
  .transform(Number)
  .refine((value) => value <= minorUnitsMax, `must be at most ${minorUnitsMax}`)
  .openapi({ type: 'integer', minimum: 0, maximum: minorUnitsMax });

export const currencyFilter = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, e.g. EUR')
  .openapi({ example: 'EUR' });
