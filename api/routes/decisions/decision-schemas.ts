import { z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { decisionKinds } from '../../../domain/decision-kind.ts';
import { momentSchema } from '../../openapi/json-content.ts';

export const decisionSchema = z
  .object({
    id: z.string(),
    kind: z.enum(decisionKinds),
    cartId: z.string(),
    recoveryId: z.string().nullable(),
    ruleId: z.string().nullable(),
    channel: z.enum(channels).nullable(),
    reason: z.string().nullable(),
    reasonText: z.string().nullable(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable(),
    at: momentSchema,
  })
  .openapi('Decision');

export const decisionExample = {
  id: 'e3b0c442-98fc-8c14-9afb-f4c8996fb924',
  kind: 'not_sent',
  cartId: '3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21',
  recoveryId: '0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66',
  ruleId: 'touch-2',
  channel: 'sms',
  reason: 'channel_no_consent',
  reasonText: 'The person has not agreed to messages on this channel.',
  detail: null,
  at: '2026-11-23T10:45:00.000Z',
} as const;
