import { z } from 'zod';
import { readAnswer } from '../answer-shapes.ts';
import { PlatformApiError } from '../platform-client.ts';

const costSchema = z.looseObject({
  requestedQueryCost: z.number().nonnegative(),
  throttleStatus: z.looseObject({
    currentlyAvailable: z.number(),
    /** Points a second. */
    restoreRate: z.number().positive(),
  }),
});

const answerSchema = z.looseObject({
  errors: z.array(z.looseObject({ extensions: z.looseObject({ code: z.unknown() }).optional() })).optional(),
  extensions: z.looseObject({ cost: costSchema.optional().catch(undefined) }).optional(),
});

type Cost = z.infer<typeof costSchema>;

/**
 * Finds the errors that Shopify's GraphQL Admin API names in an answer of status 200, and throws the worst of them as
 * `PlatformApiError`. A part that the token may not read comes as null beside its error: half an answer is none, or
 * carts would lose their products without anybody noticing.
 *
 * Codes: https://shopify.dev/docs/api/admin-graphql/latest#status-and-error-codes
 */
export function judgeGraphql(json: unknown): void {
  const { errors = [], extensions } = readAnswer(answerSchema, json);
  if (errors.length === 0) return;
  const codes = new Set(errors.map((error) => error.extensions?.code));
  if (codes.has('ACCESS_DENIED'))
    throw new PlatformApiError('denied', 'it answered ACCESS_DENIED: the token may not read all that is asked for');
  if (codes.has('SHOP_INACTIVE')) throw new PlatformApiError('denied', 'it answered SHOP_INACTIVE');
  if (codes.has('THROTTLED'))
    throw new PlatformApiError('busy', 'it answered THROTTLED', { retryAfterMs: restoredAfterMs(extensions?.cost) });
  if (codes.has('INTERNAL_SERVER_ERROR')) throw new PlatformApiError('away', 'it answered INTERNAL_SERVER_ERROR');
  throw new PlatformApiError('strange', 'it answered with errors that nobody here knows');
}

/**
 * Until the bucket holds enough points for the same query.
 * https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
 */
function restoredAfterMs(cost: Cost | undefined): number | undefined {
  if (!cost) return undefined;
  const { currentlyAvailable, restoreRate } = cost.throttleStatus;
  return Math.ceil((Math.max(0, cost.requestedQueryCost - currentlyAvailable) / restoreRate) * 1_000);
}
