import { z } from '@hono/zod-openapi';
import { recoveryOutcomes, recoveryStages } from '../../../domain/recovery.ts';
import { momentSchema } from '../../openapi/json-content.ts';
import { decisionExample, decisionSchema } from '../decisions/decision-schemas.ts';
import { messageExample, messageSchema } from '../messages/message-schemas.ts';

export const recoverySchema = z
  .object({
    id: z.string(),
    cartId: z.string(),
    customerId: z.string(),
    campaignId: z.string(),
    campaignVersion: z.int(),
    n: z.int(),
    workflowId: z.string(),
    stage: z.enum(recoveryStages),
    outcome: z.enum(recoveryOutcomes).nullable(),
    reason: z.string().nullable(),
    reasonText: z.string().nullable(),
    probability: z.number().nullable(),
    modelVersion: z.string().nullable(),
    waitsFor: z.string().nullable().openapi({ description: 'What it waits for now, e.g. touch-2.' }),
    waitsUntil: momentSchema.nullable(),
    abandonedAt: momentSchema,
    createdAt: momentSchema,
    startedAt: momentSchema.nullable(),
    endedAt: momentSchema.nullable(),
    temporalUrl: z.string().nullable().openapi({ description: 'Its workflow in the Temporal UI.' }),
  })
  .openapi('Recovery');

export const recoveryDetailSchema = recoverySchema
  .extend({ decisions: z.array(decisionSchema).readonly(), messages: z.array(messageSchema).readonly() })
  .openapi('RecoveryDetail');

export const recoveryExample = {
  id: '0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66',
  cartId: '3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21',
  customerId: '0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55',
  campaignId: '0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10',
  campaignVersion: 1,
  n: 1,
  workflowId: 'recovery/0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11/3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21/1',
  stage: 'waiting',
  outcome: null,
  reason: null,
  reasonText: null,
  probability: 0.31,
  modelVersion: 'prior-1',
  waitsFor: 'touch-2',
  waitsUntil: '2026-11-23T10:45:00.000Z',
  abandonedAt: '2026-11-22T10:45:00.000Z',
  createdAt: '2026-11-22T10:45:00.412Z',
  startedAt: '2026-11-22T10:45:00.700Z',
  endedAt: null,
  temporalUrl: null,
} as const;

export const recoveryDetailExample = {
  ...recoveryExample,
  decisions: [decisionExample],
  messages: [messageExample],
} as const;
