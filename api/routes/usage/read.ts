import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { invoiceCsv, readInvoice } from '../../../services/analytics/usage/read-invoice.ts';
import { readUsage } from '../../../services/analytics/usage/read-usage.ts';
import { readUsageEvents, type UsagePosition } from '../../../services/analytics/usage/read-usage-events.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, pageSchema } from '../../openapi/json-content.ts';
import { idPage } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import {
  invoiceExample,
  invoiceSchema,
  periodSchema,
  shownUsage,
  usageEventExample,
  usageEventSchema,
  usageExample,
  usageSchema,
} from './usage-schemas.ts';

export function getUsage({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/usage',
    operationId: 'getUsage',
    tags: ['Usage'],
    summary: 'What the store used in a month, against what its plan includes',
    description: 'Events and carts as they are applied; messages and predictions of a quarter of a minute ago at most.',
    ...secured(guard, 'usage:read'),
    request: { query: z.object({ period: periodSchema.optional() }) },
    responses: { 200: jsonAnswer('Every meter', usageSchema, usageExample), ...readErrors, ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { period } = c.req.valid('query');
      const report = await readUsage(database, { storeId: storeOf(c.get('actor')), period, nowMs: now() });
      return c.json(shownUsage(report), 200);
    },
  });
}

const csvExample =
  '"store_id","period","origin","price_version","meter","channel","country","quantity","amount_minor","currency"\r\n"0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11","2026-11","2026-11",3,"messages","sms","AT",32,288,"EUR"\r\n';

export function getUsageInvoice({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/usage/invoice',
    operationId: 'getUsageInvoice',
    tags: ['Usage'],
    summary: 'A month of the store as lines of an invoice',
    description: 'By the prices of that month. Before the month is over it says what it comes to so far.',
    ...secured(guard, 'usage:read'),
    request: { query: z.object({ period: periodSchema.optional(), format: z.enum(['json', 'csv']).default('json') }) },
    responses: {
      200: {
        description: 'Every unit in one line',
        content: {
          'application/json': { schema: invoiceSchema, example: invoiceExample },
          'text/csv': { schema: { type: 'string' }, example: csvExample },
        },
      },
      ...readErrors,
      ...writeErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { period, format } = c.req.valid('query');
      const invoice = await readInvoice(database, { storeId: storeOf(c.get('actor')), period, nowMs: now() });
      if (format === 'csv')
        return c.body(invoiceCsv(invoice), 200, {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="usage-${invoice.period}.csv"`,
        }) as never;
      const lines = invoice.lines.map(({ tiers, ...line }) => ({ ...line, tiers: [...tiers] }));
      return c.json({ ...invoice, lines }, 200);
    },
  });
}

export function getUsageEvents({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/usage/events',
    operationId: 'listUsageEvents',
    tags: ['Usage'],
    summary: 'Usage in the shape of CloudEvents 1.0, oldest first',
    description:
      'One for each quarter of an hour and dimension, once the quarter is closed: a quarter of an hour after its end, or once what came in is applied. Keep the cursor of the last page to go on from there.',
    ...secured(guard, 'usage:read'),
    request: { query: z.object({ limit: idPage.limit, cursor: z.string().min(1).max(160).optional() }) },
    responses: {
      200: jsonAnswer('Oldest first', pageSchema(usageEventSchema), { items: [usageEventExample], nextCursor: null }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const after = cursor === undefined ? null : readCursor(cursor);
      const { events, next } = await readUsageEvents(database, {
        ...{ storeId: storeOf(c.get('actor')), after, limit },
      });
      return c.json({ items: [...events], nextCursor: next && cursorOf(next) }, 200);
    },
  });
}

const cursorShape = /^(\d{1,10})\/([a-z_]{1,30})\/([a-z]{0,20})\/([A-Z]{0,2})$/;

function cursorOf({ slotMs, meter, channel, country }: UsagePosition): string {
  return Buffer.from([slotMs / 1_000, meter, channel, country].join('/')).toString('base64url');
}

function readCursor(text: string): UsagePosition {
  const [, slot, meter, channel, country] = cursorShape.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (slot === undefined || meter === undefined || channel === undefined || country === undefined)
    throw new ServiceError('bad_request', 'The cursor must be the nextCursor of an earlier answer of this list.', {
      path: 'cursor',
    });
  return { slotMs: Number(slot) * 1_000, meter, channel, country };
}
