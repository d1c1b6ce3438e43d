import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import type { Recount } from '../../../services/analytics/usage/recount.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody, momentSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { meterSchema, periodSchema } from './usage-schemas.ts';

/** More differences say no more: something is wrong as a whole. */
const differencesMax = 1_000;

const recountSchema = z
  .object({
    period: z.string(),
    isComplete: z.boolean().openapi({ description: 'Nothing that is closed waits to be comparable.' }),
    isExact: z.boolean().openapi({ description: 'Everything that can be counted again came to what was metered.' }),
    meters: z.array(
      z.object({
        meter: meterSchema,
        from: momentSchema.nullable().openapi({ description: 'Null: nothing of the month can be counted again.' }),
        to: momentSchema.nullable(),
        metered: z.int(),
        counted: z.int(),
        notYetFrom: momentSchema.nullable().openapi({
          description:
            'From here on it cannot be compared yet: analytics lacks events that were accepted. Null: nothing is lacking.',
        }),
      }),
    ),
    differences: z
      .array(
        z.object({
          meter: meterSchema,
          slot: momentSchema,
          channel: z.string().nullable(),
          country: z.string().nullable(),
          metered: z.int(),
          counted: z.int(),
        }),
      )
      .openapi({ description: `The first ${differencesMax.toLocaleString('en')} quarters of an hour that differ` }),
    messagesWithoutEntry: z.int().openapi({ description: 'Accepted messages that the journal does not know' }),
    entriesWithoutMessage: z.int().openapi({ description: 'Entries of the journal whose message was never accepted' }),
  })
  .openapi('UsageRecount');

const recountExample = {
  ...{
    period: '2026-11',
    isExact: true,
    isComplete: true,
    differences: [],
    messagesWithoutEntry: 0,
    entriesWithoutMessage: 0,
  },
  meters: [
    {
      ...{ meter: 'messages', from: '2026-10-31T23:00:00.000Z', to: '2026-11-25T10:00:00.000Z' },
      ...{ metered: 412, counted: 412, notYetFrom: null },
    },
  ],
} as const;

export function postUsageRecount({ guard, recountUsage, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/usage/recount',
    operationId: 'recountUsage',
    tags: ['Usage'],
    summary: 'Count a month again from what was counted, and say each difference',
    description:
      'Events from analytics, carts from their rows, messages from the journal and from themselves, predictions as far back as they are kept. Events are compared up to where analytics has them all. It changes nothing.',
    ...secured(guard, 'usage:read'),
    request: {
      body: jsonBody(z.object({ period: periodSchema.optional() }).openapi('UsageRecountInput'), { period: '2026-11' }),
    },
    responses: { 200: jsonAnswer('What was compared', recountSchema, recountExample), ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      if (!recountUsage) throw new ServiceError('unavailable', 'This process cannot count usage again.');
      const { period } = c.req.valid('json');
      return c.json(shown(await recountUsage({ storeId: storeOf(c.get('actor')), period, nowMs: now() })), 200);
    },
  });
}

function shown({ meters, differences, ...recount }: Recount) {
  return {
    ...recount,
    isExact: differences.length + recount.messagesWithoutEntry + recount.entriesWithoutMessage === 0,
    isComplete: meters.every(({ notYetFromMs }) => notYetFromMs === null),
    meters: meters.map(({ range, notYetFromMs, ...meter }) => ({
      ...meter,
      notYetFrom: notYetFromMs === null ? null : new Date(notYetFromMs).toISOString(),
      from: range && new Date(range.fromMs).toISOString(),
      to: range && new Date(range.toMs).toISOString(),
    })),
    differences: differences.slice(0, differencesMax).map(({ slotMs, channel, country, ...one }) => ({
      ...one,
      ...{ slot: new Date(slotMs).toISOString(), channel: channel || null, country: country || null },
    })),
  };
}
