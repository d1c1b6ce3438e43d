import { z } from 'zod';
import { type ChangedThing, PlatformApiError } from './platform-client.ts';

/** What every list of things has in common: each has an id; the rest is for the translation to judge. */
export const thing = z.looseObject({ id: z.union([z.string(), z.number()]) });
export const things = z.array(thing);

export function changedThings(resource: ChangedThing['resource'], list: z.infer<typeof things>): ChangedThing[] {
  return list.map((body) => ({ resource, id: String(body.id), body }));
}

/** Reads a part of an answer, or throws `strange`: never with the answer's own text, which may name persons. */
export function readAnswer<S extends z.ZodType>(schema: S, json: unknown): z.infer<S> {
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.join('.') ?? '';
  throw new PlatformApiError('strange', `its answer has another shape than documented, at "${where}"`);
}
