import { z } from '@hono/zod-openapi';
import { erasureStages, erasureWaits } from '../../../domain/erasure/stage.ts';
import { momentSchema } from '../../openapi/json-content.ts';

const keptSchema = z
  .array(
    z.object({
      table: z.string(),
      fields: z.array(z.string()).readonly().openapi({ description: 'Columns that stay as they are.' }),
      why: z.string(),
      until: z.string().openapi({ description: 'When it goes by itself.' }),
    }),
  )
  .readonly();

export const erasureSchema = z
  .object({
    id: z.string(),
    customerIds: z
      .array(z.string())
      .readonly()
      .openapi({ description: 'Every id that the person had; none: the engine had not heard of them.' }),
    privacyRequestId: z
      .string()
      .nullable()
      .openapi({ description: 'The request of a platform that it answers; null: somebody of the store asked.' }),
    requestedAt: momentSchema,
    stage: z.enum(erasureStages).openapi({ description: 'The last stage that is over.' }),
    workingOn: z.enum(erasureStages).nullable().openapi({ description: 'Null: all are over.' }),
    stageTimes: z.record(z.string(), z.string()).openapi({ description: 'When each stage was over.' }),
    waitsFor: z.enum(erasureWaits).nullable(),
    waitsSince: momentSchema.nullable(),
    isStuck: z.boolean().openapi({ description: 'It waits for more than 15 minutes: somebody has to look.' }),
    rows: z
      .record(z.string(), z.object({ deleted: z.int(), blanked: z.int() }))
      .openapi({ description: 'Rows by table; `blanked` ones stay for their figures.' }),
    keptOut: z.int().openapi({ description: 'Events that came in afterwards without what the person was known by.' }),
    doneAt: momentSchema.nullable(),
  })
  .openapi('Erasure');

export const erasureDetailSchema = erasureSchema
  .extend({
    kept: keptSchema.openapi({ description: 'What stays, with the reason and the end.' }),
    receipt: z
      .object({
        text: z.string().openapi({ description: 'JSON: what was erased, what is kept, what expires when.' }),
        signature: z.string().openapi({ description: 'HMAC-SHA-256 of the text, hex.' }),
        keyId: z.string().openapi({ description: 'Of the installation’s key that signed.' }),
      })
      .nullable()
      .openapi({ description: 'Null until it is done.' }),
  })
  .openapi('ErasureDetail');

export const erasurePlanSchema = z
  .object({
    customerId: z.string(),
    tables: z
      .array(z.object({ table: z.string(), does: z.enum(['delete', 'blank', 'keep']), rows: z.int() }))
      .readonly(),
    kept: keptSchema,
  })
  .openapi('ErasurePlan');

const [customerId, requestedAt] = ['0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55', '2026-11-27T10:15:00.000Z'];

export const erasurePlanExample = {
  customerId,
  tables: [
    { table: 'identities', does: 'delete', rows: 2 },
    { table: 'orders', does: 'blank', rows: 1 },
  ],
  kept: [],
} as const;

export const erasureExample = {
  id: '0199a3c6-5c1e-7d52-a9a4-6f0c7a5f2b99',
  customerIds: [customerId],
  privacyRequestId: null,
  requestedAt,
  stage: 'recoveries_ended',
  workingOn: 'postgresql',
  stageTimes: { requested: requestedAt, recoveries_ended: '2026-11-27T10:15:02.000Z' },
  waitsFor: null,
  waitsSince: null,
  isStuck: false,
  rows: { identities: { deleted: 2, blanked: 0 } },
  keptOut: 0,
  doneAt: null,
} as const;

export const erasureDetailExample = { ...erasureExample, kept: [], receipt: null } as const;
