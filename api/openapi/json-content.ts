import { z } from '@hono/zod-openapi';

/** A documented answer with its example. */
export function jsonAnswer<S extends z.ZodType, E>(description: string, schema: S, example: E) {
  return { description, content: { 'application/json': { schema, example } } };
}

/** A documented, required body with its example. */
export function jsonBody<S extends z.ZodType, E>(schema: S, example: E) {
  return { required: true, content: { 'application/json': { schema, example } } } as const;
}

/** One page of a list. */
export function pageSchema<S extends z.ZodType>(item: S) {
  return z.object({
    items: z.array(item).readonly(),
    nextCursor: z.string().nullable().openapi({ description: 'Null on the last page.' }),
  });
}

export const momentSchema = z.string().openapi({ format: 'date-time', description: 'UTC' });
