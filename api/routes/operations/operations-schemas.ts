import { z } from '@hono/zod-openapi';
import { operationProblemKinds } from '../../../domain/operation-problems.ts';
import { momentSchema } from '../../openapi/json-content.ts';

/** A part that may be away by itself: known with its value, or unavailable with a code. */
function part<S extends z.ZodType>(value: S) {
  return z.discriminatedUnion('status', [
    z.object({ status: z.literal('known'), value }),
    z.object({ status: z.literal('unavailable'), error: z.string() }),
  ]);
}

const waiting = {
  waiting: z.int().openapi({ description: 'Counted up to 10,000.' }),
  oldestAt: momentSchema.nullable().openapi({ description: 'Null: nothing waits.' }),
};

export const operationsSchema = z
  .object({
    asOf: momentSchema,
    problems: z
      .array(
        z.object({
          kind: z.enum(operationProblemKinds),
          severity: z.enum(['bad', 'warn']),
          subject: z.string().nullable().openapi({ description: 'A server, role, partition, queue, topic or store.' }),
          subjectName: z.string().nullable().openapi({ description: 'The name of the store that `subject` is.' }),
          since: momentSchema.nullable(),
          count: z.int().nullable(),
        }),
      )
      .readonly()
      .openapi({ description: 'What needs the operator, worst first; what to do is in docs/operators.md.' }),
    dependencies: z
      .array(
        z.object({
          name: z.string(),
          ok: z.boolean(),
          latencyMs: z.number(),
          since: momentSchema.openapi({ description: 'Since when it is so, as far as the answering process asked.' }),
          error: z.string().nullable(),
        }),
      )
      .readonly(),
    processes: part(
      z
        .array(
          z.object({
            id: z.string(),
            roles: z.array(z.string()).readonly(),
            version: z.string(),
            host: z.string(),
            startedAt: momentSchema,
            away: z.array(z.string()).readonly().openapi({ description: 'Servers that this process cannot reach.' }),
          }),
        )
        .readonly(),
    ),
    partitions: part(
      z
        .array(
          z.object({
            partition: z.int(),
            entries: z.int(),
            eventsLagMs: z.number().openapi({ description: 'Age of the oldest event that is not applied yet.' }),
            analyticsLagMs: z.number().openapi({ description: 'Age of the oldest event that analytics lacks.' }),
          }),
        )
        .readonly(),
    ),
    work: part(
      z.object({
        carts: z.object(waiting),
        recoveries: z.object(waiting),
        inboxes: z
          .array(z.object({ name: z.enum(['webhooks', 'callbacks', 'signals', 'confirmations']), ...waiting }))
          .readonly(),
      }),
    ),
    taskQueues: part(
      z.object({
        queues: z
          .array(
            z.object({
              name: z.string(),
              kind: z.enum(['workflow', 'activity']),
              ...waiting,
              workers: z.int(),
              tasksPerSecond: z.number(),
            }),
          )
          .readonly(),
        currentBuildId: z.string().nullable(),
      }),
    ),
    relays: part(z.array(z.object({ topic: z.string(), ...waiting, heldUntil: momentSchema.nullable() })).readonly()),
    flows: part(
      z.object({
        stores: z
          .array(
            z.object({
              storeId: z.string(),
              name: z.string(),
              state: z.enum(['learning', 'flowing', 'silent']).nullable(),
              since: momentSchema.nullable(),
              lastEventAt: momentSchema.nullable(),
              expectedEvents: z.int().nullable(),
            }),
          )
          .readonly(),
        total: z.int(),
      }),
    ),
    links: z.object({ temporalUi: z.string().nullable(), metrics: z.string() }),
  })
  .openapi('Operations');

const nothing = { waiting: 0, oldestAt: null } as const;

export const operationsExample = {
  asOf: '2026-11-26T03:04:05.000Z',
  problems: [
    {
      kind: 'dependency_away',
      severity: 'bad',
      subject: 'clickhouse',
      subjectName: null,
      since: '2026-11-26T02:51:40.000Z',
      count: null,
    },
  ],
  dependencies: [
    { name: 'postgres', ok: true, latencyMs: 0.9, since: '2026-11-25T18:00:00.000Z', error: null },
    { name: 'clickhouse', ok: false, latencyMs: 2_000, since: '2026-11-26T02:51:40.000Z', error: 'ECONNREFUSED' },
  ],
  processes: {
    status: 'known',
    value: [
      {
        id: '5b2c1a34-6f0e-4d8f-9a51-0c3f3a1d7e21',
        roles: ['pipeline'],
        version: '0.1.0',
        host: 'cart-pipeline-1',
        startedAt: '2026-11-25T18:00:00.000Z',
        away: ['clickhouse'],
      },
    ],
  },
  partitions: { status: 'known', value: [{ partition: 0, entries: 340, eventsLagMs: 12, analyticsLagMs: 760_000 }] },
  work: {
    status: 'known',
    value: { carts: nothing, recoveries: nothing, inboxes: [{ name: 'webhooks', ...nothing }] },
  },
  taskQueues: {
    status: 'known',
    value: {
      queues: [{ name: 'delivery-email', kind: 'activity', ...nothing, workers: 1, tasksPerSecond: 0.4 }],
      currentBuildId: '7d0a1c9f',
    },
  },
  relays: {
    status: 'known',
    value: [{ topic: 'analytics.orders', waiting: 812, oldestAt: '2026-11-26T02:51:38.000Z', heldUntil: null }],
  },
  flows: {
    status: 'known',
    value: {
      stores: [
        {
          storeId: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11',
          name: 'Loom House',
          state: 'flowing',
          since: '2026-11-20T09:00:00.000Z',
          lastEventAt: '2026-11-26T03:04:01.000Z',
          expectedEvents: 0,
        },
      ],
      total: 1,
    },
  },
  links: { temporalUi: 'https://temporal.example.com', metrics: '/metrics' },
} as const;
