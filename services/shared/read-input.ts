import { z } from '@hono/zod-openapi';
import { uuidPattern } from '../../domain/ids.ts';
import { isStorableText } from '../../domain/storable-text.ts';
import { describeIssue } from './describe-issue.ts';
import { ServiceError } from './service-error.ts';

/** Checks what a verb is given by its schema; throws `invalid` with the first problem and its path. */
export function readInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const { path, message } = describeIssue(result.error.issues[0]);
  throw new ServiceError('invalid', message, { path });
}

/** Text that a store can keep: no NUL, no lone surrogates. */
export function textSchema(lengthMin: number, lengthMax: number) {
  return z
    .string()
    .trim()
    .min(lengthMin)
    .max(lengthMax)
    .refine(isStorableText, 'must be well-formed text without the NUL character');
}

/** A UUID in lower case, as all our ids are written. */
export const idSchema = z.string().regex(uuidPattern, 'must be an id of this API, a UUID in lower case');
