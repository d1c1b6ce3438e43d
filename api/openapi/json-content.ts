import { z } from '@hono/zod-openapi';

/** A documented answer with its example. */
export function jsonAnswer<S extends z.ZodType, E>(description: string, schema: S, example: E) {
  return { description, content: { 'application/json': { schema, example } } };
}

/** A documented, required body with its example. */
export function jsonBody<S extends z.ZodType, E>(schema: S, example: E) {
  return { required: true, content: { 'application/json': { schema, example } } } as const;
}

/** A documented body that may be left out, with its example. */
export function optionalJsonBody<S extends z.ZodType, E>(schema: S, example: E) {
  return { required: false, content: { 'application/json': { schema, example } } } as const;
}

/** One page of a list. */
export function pageSchema<S extends z.ZodType>(item: S) {
  return z.object({
    items: z.array(item).readonly(),
    nextCursor: z.string().nullable().openapi({ description: 'Null on the last page.' }),
  });
}

/** One page of a list that can be asked how long it is. */
export function countedPageSchema<S extends z.ZodType>(item: S) {
  return pageSchema(item).extend({
    total: z.int().nullable().optional().openapi({
      description: 'Entries of the whole list, with `count=true`; null where there are more than are counted.',
    }),
    totalAtLeast: z.int().optional().openapi({ description: 'With `count=true`: as many at least.' }),
  });
}

export const momentSchema = z.string().openapi({ format: 'date-time', description: 'UTC' });
