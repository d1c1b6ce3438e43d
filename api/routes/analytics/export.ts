import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { getStore } from '../../../services/accounts/stores/get.ts';
import {
  type Exported,
  type ExportFormat,
  exportAnalytics,
  exportFormats,
  exportRowsMax,
} from '../../../services/analytics/file-exports/export-analytics.ts';
import { createExportPlaces } from '../../../services/analytics/file-exports/export-places.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { writeErrors } from '../../errors/common-errors.ts';
import { jsonBody, momentSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { byteStream } from './byte-stream.ts';
import { analyticsOf, cellShape, figureShape, questionExample, questionShape } from './question-schemas.ts';

/** Each holds a connection to ClickHouse, of which a process has ten. */
const exportLimits = { exportsMax: 4, exportsPerStoreMax: 2 };

const formatShape = {
  format: z.enum(exportFormats),
  csv: z
    .strictObject({
      separator: z.enum([',', ';']).default(','),
      decimal: z.enum(['.', ',']).default('.'),
    })
    .default({ separator: ',', decimal: '.' })
    .openapi({
      description: 'Of CSV: `;` and `,` are what Excel takes in countries that write 1,5 for one and a half.',
    }),
};

const bodySchema = z
  .discriminatedUnion('what', [
    z.strictObject({ what: z.literal('numbers'), ...questionShape, ...formatShape }),
    z.strictObject({ what: z.literal('rows'), ...questionShape, ...cellShape, ...formatShape }),
  ])
  .openapi('AnalyticsExportQuestion');

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  parquet: 'application/vnd.apache.parquet',
};

const answerHeaders = z.object({
  'X-Export-Rows': z
    .string()
    .openapi({ description: 'Rows of the whole file, counted before the first.', example: '1' }),
  'X-Export-Id': z.string().openapi({ description: 'By which the audit log names the export.' }),
  'Content-Disposition': z.string().openapi({ description: 'A name for the file, with the number of its rows.' }),
});

const csvExample = `"id","cartId","at","channel","campaignId","currency","value"\r\n"0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b12","0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b13","2026-11-02T09:12:44.020+01:00","sms","0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11","EUR",44.00\r\n`;
const jsonExample = {
  metric: 'recovered_revenue',
  unit: 'money',
  currency: 'EUR',
  range: { from: '2026-11-01', to: '2026-11-30', timeZone: 'Europe/Vienna' },
  rows: [
    {
      id: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b12',
      cartId: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b13',
      at: '2026-11-02T08:12:44.020Z',
      channel: 'sms',
      campaignId: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11',
      currency: 'EUR',
      value: 4_400,
    },
  ],
  end: { rows: 1 },
} as const;

const jsonSchema = z
  .object({
    metric: z.string(),
    unit: z.string(),
    currency: z.string().nullable(),
    range: z.object({ from: z.string(), to: z.string(), timeZone: z.string() }),
    asOf: momentSchema
      .optional()
      .openapi({ description: 'Of numbers: everything that was committed before is counted.' }),
    total: z.object(figureShape).optional().openapi({ description: 'Of numbers: what the rows add up to.' }),
    rows: z.array(z.record(z.string(), z.union([z.string(), z.number()]).nullable())).readonly(),
    end: z.object({ rows: z.int() }).openapi({ description: 'The last member: a file without it was cut off.' }),
  })
  .openapi('AnalyticsExport');

export function postAnalyticsExport({ guard, analytics, database, log }: RouteDeps) {
  const places = createExportPlaces(exportLimits);
  const route = createRoute({
    method: 'post',
    path: '/v1/analytics/export',
    operationId: 'exportAnalytics',
    tags: ['Analytics'],
    summary: 'Export numbers, or the rows behind one, as a file',
    description: `All rows or none: at most ${exportRowsMax}, and more are refused before the first. They are counted before and while they are written; where that differs, or something fails on the way, the connection is ended before the end of the file. The audit log says who exported what.`,
    ...secured(guard, 'stats:read'),
    request: {
      body: jsonBody(bodySchema, {
        ...{ what: 'rows', metric: 'recovered_revenue', timeRange: questionExample.timeRange },
        ...{ dimensions: ['channel'], cell: { channel: 'sms' }, format: 'csv', csv: { separator: ';', decimal: ',' } },
      }),
    },
    responses: {
      200: {
        description: 'The file, as it is written',
        headers: answerHeaders,
        content: {
          'text/csv': { schema: { type: 'string' }, example: csvExample },
          'application/json': { schema: jsonSchema, example: jsonExample },
          'application/vnd.apache.parquet': { schema: { type: 'string', format: 'binary' }, example: 'PAR1…PAR1' },
        },
      },
      ...writeErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const storeId = storeOf(actor);
      const reader = analyticsOf({ analytics });
      const { timeZone } = await getStore(database, { storeId });
      const { format, csv, ...body } = c.req.valid('json');
      const exported: Exported =
        body.what === 'numbers'
          ? { what: 'numbers', question: { storeId, timeZone, ...body } }
          : { what: 'rows', question: { storeId, timeZone, ...body } };
      const leaving = new AbortController();
      const { id, rows, fileName, chunks } = await exportAnalytics(
        { database, analytics: reader, places },
        { actor, exported, format, csv, signal: AbortSignal.any([c.req.raw.signal, leaving.signal]) },
      );
      const requestId = c.get('requestId');
      const stream = byteStream(chunks, {
        onLeft: () => leaving.abort(),
        onFailure: (error) => log.warn({ err: error, requestId, storeId, exportId: id }, 'export broken off'),
      });
      return c.body(stream, 200, {
        'content-type': mediaTypes[format],
        'content-disposition': `attachment; filename="${fileName}"`,
        'x-export-rows': String(rows),
        'x-export-id': id,
      }) as never;
    },
  });
}
