import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { dayMs } from '../../../domain/duration.ts';
import { type ListedSecret, listSecrets } from '../../../services/analytics/operations/list-secrets.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, momentSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const ageMsMaxDefault = 365 * dayMs;

const secretSchema = z
  .object({
    name: z.string().openapi({ description: 'Of its setting.' }),
    provider: z.enum(['environment', 'data_folder', 'files', 'vault']).openapi({ description: 'Where it comes from.' }),
    keyId: z.string().openapi({ description: 'Tells two of them apart, and says nothing of either.' }),
    changedAt: momentSchema.nullable().openapi({ description: 'Null: its provider does not tell.' }),
    dueAt: momentSchema.nullable().openapi({ description: 'When it should be another one. Null: not known.' }),
    due: z.enum(['good', 'soon', 'late', 'unknown']),
    endsAt: momentSchema.nullable().openapi({ description: 'When it ends by itself. Null: never.' }),
    otherKeys: z.int().openapi({ description: 'Keys beside the one of now: a new one, and those of before.' }),
    turnedBy: z.enum(['command', 'owner', 'lease']).openapi({
      description:
        '`command`: `npm run secrets:rotate`; `owner`: whoever put it there; `lease`: it is taken anew by itself.',
    }),
    awaitsRestart: z
      .boolean()
      .openapi({ description: 'It was changed, and this process still has the one of before.' }),
  })
  .openapi('Secret');

const sourceSchema = z.object({
  ok: z.boolean(),
  since: momentSchema,
  error: z.string().nullable().openapi({ description: 'A code; null: nothing is wrong.' }),
});

const example = {
  source: { ok: true, since: '2026-11-27T09:00:00.000Z', error: null },
  items: [
    {
      ...{ name: 'LINK_SECRET', provider: 'vault', keyId: '5f0c91ab', turnedBy: 'command' },
      ...{ changedAt: '2026-11-01T09:00:00.000Z', dueAt: '2027-11-01T09:00:00.000Z', due: 'good', endsAt: null },
      ...{ otherKeys: 1, awaitsRestart: false },
    },
  ],
} as const;

export function getSecrets({ guard, secrets, secretsAgeMsMax = ageMsMaxDefault, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/secrets',
    operationId: 'listSecrets',
    tags: ['Operations'],
    summary:
      'Every secret of the installation by name: where it comes from, its age, and when it is due. Never a value',
    ...secured(guard, 'operations:read'),
    responses: {
      200: jsonAnswer(
        'As the process that answers has them',
        z.object({ source: sourceSchema, items: z.array(secretSchema).readonly() }),
        example,
      ),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      if (!secrets) throw new ServiceError('unavailable', 'This process cannot tell what secrets it has.');
      const { source, all } = await listSecrets({ secrets, secretsAgeMsMax }, now());
      const { sinceMs, ...state } = source;
      return c.json({ source: { ...state, since: new Date(sinceMs).toISOString() }, items: all.map(shown) }, 200);
    },
  });
}

function shown({ changedMs, endsMs, due: { dueMs, state: due }, ...secret }: ListedSecret) {
  return { ...secret, due, changedAt: momentOf(changedMs), dueAt: momentOf(dueMs), endsAt: momentOf(endsMs) };
}

function momentOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
