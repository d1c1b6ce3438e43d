import { z } from '@hono/zod-openapi';
import { ServiceError } from '../../services/shared/service-error.ts';

/** The revision that the caller saw; for operations that must not overwrite what they did not see. */
export const ifMatchHeader = z.object({
  'if-match': z.string().max(40).optional().openapi({
    description:
      'The `revision` that was read, in quotes: somebody else’s change since then is answered with 412. Without it, or with `*`, the newest state is changed whatever it is.',
    example: '"3"',
  }),
});

/** Null: whatever revision it is. Throws `bad_request` for what names none. */
export function revisionOf(header: string | undefined): number | null {
  if (header === undefined || header === '*') return null;
  const [, revision] = /^"(\d{1,9})"$/.exec(header) ?? [];
  if (revision === undefined)
    throw new ServiceError('bad_request', 'must be the revision that was read, in quotes, e.g. "3"', {
      path: 'if-match',
    });
  return Number(revision);
}
