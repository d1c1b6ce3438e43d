import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { getStore } from '../../../services/accounts/stores/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor, timeCursorSchema } from '../../cursor.ts';
import { writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody, momentSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { analyticsOf, cellShape, questionExample, questionShape, unitSchema, wholeSchema } from './question-schemas.ts';

const rowsMax = 1_000;
const rowsDefault = 50;

const bodySchema = z
  .strictObject({
    ...questionShape,
    ...cellShape,
    limit: z.int().min(1).max(rowsMax).default(rowsDefault),
    cursor: timeCursorSchema.optional(),
  })
  .openapi('AnalyticsRowsQuestion');

const schema = z
  .object({
    kind: z.enum(['abandonment', 'message', 'decision', 'order', 'left_product', 'recovered_product']),
    unit: unitSchema,
    currency: z.string().nullable(),
    total: z.int().openapi({ description: 'Rows of all pages: of a count the number itself.' }),
    items: z
      .array(
        z.object({
          id: z.string().openapi({ description: 'Of the row: of a product in a cart or order one of its own.' }),
          cartId: z.string().nullable(),
          at: momentSchema,
          value: wholeSchema.openapi({ description: 'What it adds to the number.' }),
        }),
      )
      .readonly(),
    nextCursor: z.string().nullable().openapi({ description: 'Null on the last page.' }),
  })
  .openapi('AnalyticsRows');

const example = {
  kind: 'order',
  unit: 'money',
  currency: 'EUR',
  total: 1,
  items: [
    {
      id: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b12',
      cartId: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b13',
      at: '2026-11-02T08:12:44.020Z',
      value: 4_400,
    },
  ],
  nextCursor: null,
} as const;

export function postAnalyticsRows({ guard, analytics, database }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/analytics/rows',
    operationId: 'listAnalyticsRows',
    tags: ['Analytics'],
    summary: 'List what is behind a number',
    ...secured(guard, 'stats:read'),
    request: {
      body: jsonBody(bodySchema, { ...questionExample, cell: { day: '2026-11-02', channel: 'sms' }, limit: 50 }),
    },
    responses: { 200: jsonAnswer('Newest first', schema, example), ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const storeId = storeOf(c.get('actor'));
      const reader = analyticsOf({ analytics });
      const { timeZone } = await getStore(database, { storeId });
      const { cursor, ...question } = c.req.valid('json');
      const { items, next, ...rest } = await reader.rows(
        { storeId, timeZone, ...question, after: cursor ?? null },
        c.req.raw.signal,
      );
      return c.json(
        {
          ...rest,
          items: items.map(({ at, value, ...item }) => ({ ...item, at: new Date(at), value: wholeOf(value) })),
          nextCursor: next === null ? null : timeCursor(next),
        },
        200,
      );
    },
  });
}

function wholeOf(text: string): number | string {
  return Number.isSafeInteger(Number(text)) ? Number(text) : text;
}
