import { z } from '@hono/zod-openapi';
import { reportFrequencies } from '../../../domain/report-period.ts';
import { deliveryStates, runKinds, runStates } from '../../../domain/report-run.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import { dimensionSchema, metricSchema } from '../analytics/question-schemas.ts';

const querySchema = z.object({
  metric: metricSchema,
  dimensions: z.array(dimensionSchema).readonly(),
  granularity: z.enum(['day', 'week', 'month']).nullable(),
  filters: z.record(z.string(), z.array(z.string()).readonly()),
});

const runShape = {
  kind: z.enum(runKinds).openapi({ description: 'A test goes to whoever asked for it, or to the webhook.' }),
  period: z.string().openapi({ description: 'The day, ISO week or month that it is about: `2026-W44`.' }),
  days: z.object({ from: z.string(), to: z.string() }).openapi({ description: 'Of the period, both included.' }),
  state: z.enum(runStates).openapi({ description: '`done`: every delivery has ended, however; see them.' }),
  reason: z.string().nullable().openapi({ description: 'Why nothing was sent, as a code.' }),
  createdAt: momentSchema,
};

export const reportSchema = z
  .object({
    id: z.string(),
    revision: z.int(),
    name: z.string(),
    status: z.enum(['active', 'paused']),
    frequency: z.enum(reportFrequencies),
    timeOfDay: z.string(),
    timeZone: z.string().openapi({ description: 'The store’s: its clock says when, its calendar what.' }),
    nextRunAt: momentSchema.nullable(),
    queries: z.array(querySchema).readonly().nullable().openapi({ description: 'Null: the built-in summary.' }),
    delivery: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('email'),
        recipients: z
          .array(
            z.object({
              id: z.string(),
              name: z.string().nullable().openapi({ description: 'Null: they left the store and get nothing.' }),
            }),
          )
          .readonly(),
      }),
      z.object({ kind: z.literal('webhook'), url: z.string() }),
    ]),
    lastRun: z.object(runShape).nullable(),
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .openapi('ScheduledReport');

export const runSchema = z
  .object({
    id: z.string(),
    ...runShape,
    endedAt: momentSchema.nullable(),
    deliveries: z
      .array(
        z.object({
          recipientId: z.string().nullable().openapi({ description: 'Null: the webhook.' }),
          recipientName: z.string().nullable(),
          state: z.enum(deliveryStates).openapi({ description: '`unknown`: perhaps taken, never sent again.' }),
          reason: z.string().nullable(),
          attempts: z.int(),
          settledAt: momentSchema.nullable(),
        }),
      )
      .readonly(),
  })
  .openapi('ReportRun');

const runExample = {
  kind: 'scheduled',
  period: '2026-W44',
  days: { from: '2026-10-26', to: '2026-11-01' },
  state: 'done',
  reason: null,
  createdAt: '2026-11-02T07:00:00.412Z',
} as const;

export const reportExample = {
  id: '0199a3d0-52c1-7e20-8a11-0c9d4b7e6f21',
  revision: 1,
  name: 'Monday numbers',
  status: 'active',
  frequency: 'weekly',
  timeOfDay: '08:00',
  timeZone: 'Europe/Vienna',
  nextRunAt: '2026-11-09T07:00:00.000Z',
  queries: null,
  delivery: { kind: 'email', recipients: [{ id: '0199a3c0-1111-7d52-a9a4-6f0c7a5f2b11', name: 'Ada Example' }] },
  lastRun: runExample,
  createdAt: '2026-10-26T15:12:09.000Z',
  updatedAt: '2026-10-26T15:12:09.000Z',
} as const;

export const reportRunExample = {
  id: '0199a3d1-7b1e-7c52-9c31-5d0e8f2a4b10',
  ...runExample,
  endedAt: '2026-11-02T07:00:02.951Z',
  deliveries: [
    {
      recipientId: '0199a3c0-1111-7d52-a9a4-6f0c7a5f2b11',
      recipientName: 'Ada Example',
      state: 'accepted',
      reason: null,
      attempts: 1,
      settledAt: '2026-11-02T07:00:02.910Z',
    },
  ],
} as const;

export const newReportExample = {
  name: 'Monday numbers',
  frequency: 'weekly',
  timeOfDay: '08:00',
  delivery: { kind: 'email', recipientIds: ['0199a3c0-1111-7d52-a9a4-6f0c7a5f2b11'] },
} as const;
