import { type RouteConfig, z } from '@hono/zod-openapi';
import type { Context, Next } from 'hono';
import { routePath } from 'hono/route';
import { runOnce } from '../../services/accounts/idempotency/run-once.ts';
import type { ApiEnv } from '../api-deps.ts';
import { errorResponses } from '../errors/error-schema.ts';
import { respondError } from '../errors/respond-error.ts';
import type { RouteDeps } from '../route-deps.ts';
import { idempotentByThemselves, outsideEffects } from './outside-effects.ts';
import { identifyRequest } from './request-identity.ts';
import { describeAnswer, replayAnswer } from './saved-answer.ts';

const keyLengthMax = 255;

const keyHeader = z.object({
  'idempotency-key': z
    .string()
    .regex(new RegExp(`^[\\x20-\\x7e]{1,${keyLengthMax}}$`), `must be 1 to ${keyLengthMax} printable ASCII characters`)
    .optional()
    .openapi({
      description:
        'Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request.',
      example: '5f0c1a52-6d6b-4f2e-9a5e-0d5f7a3a4b10',
    }),
});

/** Answers that say nothing of what the request did: it was refused before it ran, or a server was away. */
const passingStatuses: ReadonlySet<number> = new Set([400, 401, 403, 413, 415, 422, 429, 503]);

type Handler = (c: Context<ApiEnv>, next: Next) => Response | Promise<Response>;

/** What this file needs of a route; their own types say more, which the compiler cannot carry through a list. */
interface AnyRoute {
  readonly route: RouteConfig;
  readonly handler: Handler;
}

/**
 * Gives every route that changes something the header `Idempotency-Key`, with the semantics of Stripe's API: the
 * one place that does it, so that a new route has it without knowing.
 */
export function withIdempotency<const R extends readonly unknown[]>(routes: R, deps: RouteDeps): R {
  return (routes as unknown as readonly AnyRoute[]).map((one) =>
    mayBeKeyed(one.route) ? keyed(one, deps) : one,
  ) as unknown as R;
}

function mayBeKeyed({ method, security = [], operationId = '' }: RouteConfig): boolean {
  return method !== 'get' && security.length > 0 && !idempotentByThemselves.has(operationId);
}

function keyed({ route, handler, ...rest }: AnyRoute, deps: RouteDeps): AnyRoute {
  const { request, responses } = route;
  const described = {
    ...errorResponses('idempotency_key_reused', 'idempotency_key_in_use'),
    ...responses,
  };
  const headers = request?.headers instanceof z.ZodObject ? request.headers.extend(keyHeader.shape) : keyHeader;
  const changed = { ...route, request: { ...request, headers }, responses: described };
  // Not enumerable on the original, so that spreading forgets it.
  Object.defineProperty(changed, 'getRoutingPath', {
    value: (route as RouteConfig & { getRoutingPath(): string }).getRoutingPath,
  });
  const inOneTransaction = !outsideEffects.has(route.operationId ?? '');
  return { ...rest, route: changed, handler: onceByKey(handler, { ...deps, inOneTransaction }) };
}

function onceByKey(handler: Handler, deps: RouteDeps & { readonly inOneTransaction: boolean }): Handler {
  const { database, integrations, limits, log, now, metrics, inOneTransaction } = deps;
  const { sealer } = integrations;
  const replays = metrics.counter({
    name: 'api_idempotent_replays_total',
    help: 'Answers given again for a known Idempotency-Key.',
    labels: ['route'],
  });
  // More than any request may take, with room for a slow database.
  const leaseMs = 2 * limits.requestTimeoutMs + 30_000;

  return async function once(c, next) {
    const key = c.req.header('idempotency-key');
    if (key === undefined) return handler(c, next);
    const { storeId, id, fingerprint } = await identifyRequest(c, key);
    const place = `idempotency_keys/${storeId}/${id}`;
    const outcome = await runOnce<Response>(
      database,
      { storeId, id, fingerprint, leaseMs, nowMs: now() },
      {
        inOneTransaction,
        run: async () => handler(c, next),
        fail: (error) => respondError(c, error, log),
        async keep(response) {
          if (passingStatuses.has(response.status)) return null;
          return { status: response.status, answer: sealer.seal(await describeAnswer(response), place) };
        },
      },
    );
    if (outcome.kind === 'executed') return outcome.answer;
    replays.add({ route: routePath(c, -1) });
    return replayAnswer(outcome.status, sealer.open(outcome.answer, place));
  };
}
