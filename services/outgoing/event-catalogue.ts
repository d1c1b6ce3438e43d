import { z } from '@hono/zod-openapi';
import { channels } from '../../domain/channel.ts';
import { meterNames } from '../../domain/metering/meter.ts';
import { modelNames } from '../../domain/model.ts';
import { type OutgoingEventType, outgoingEventTypes, outgoingVersion } from '../../domain/outgoing/event-types.ts';
import { recoveryOutcomes } from '../../domain/recovery.ts';
import { replyClasses } from '../../domain/replies/reply-class.ts';
import { trainingEndReasons } from '../../domain/training/training-run.ts';

/** One kind of event: when it happens, what its `data` holds, and an example of that. */
export interface OutgoingEventKind {
  readonly when: string;
  readonly data: z.ZodObject;
  readonly example: Readonly<Record<string, unknown>>;
}

const id = z.string().openapi({ format: 'uuid' });
const moment = z.string().openapi({ format: 'date-time', description: 'UTC' });

const ofRecovery = { recoveryId: id, cartId: id, customerId: id, campaignId: id, campaignVersion: z.int() };
const ofMessage = {
  messageId: id,
  recoveryId: id,
  cartId: id,
  customerId: id,
  ruleId: z.string(),
  channel: z.enum(channels),
  provider: z.string(),
};

const ofModel = {
  model: z.enum(modelNames),
  scope: z.enum(['store', 'platform']).openapi({
    description: '`platform`: the model of every store without one of its own; all stores are told.',
  }),
  versionId: id.nullable(),
  version: z.string().nullable(),
};

const recoveryExample = {
  recoveryId: '0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33',
  cartId: '5b0c7a51-0b3e-5d0c-9a43-0d6f1c2e7a90',
  customerId: '0199a3c4-1f00-7a6b-9d21-7f3e5c8b1a02',
  campaignId: '0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10',
  campaignVersion: 3,
};
const messageExample = {
  messageId: '0199a3d4-77c1-7b9e-a410-9e2f6d5c8b71',
  recoveryId: recoveryExample.recoveryId,
  cartId: recoveryExample.cartId,
  customerId: recoveryExample.customerId,
  ruleId: 'reminder',
  channel: 'email',
  provider: 'ses',
};
const at = '2026-11-24T09:12:04.512Z';
const ofQuota = {
  alertId: id,
  meter: z.enum(meterNames),
  period: z.string(),
  used: z.int(),
  included: z.int(),
  at: moment,
};
const quotaExample = { alertId: '0199a3fb-6f70-7b8c-9d9e-0f1a2b3c4d5e', meter: 'messages', period: '2026-11', at };
const modelExample = {
  model: 'purchase',
  scope: 'store',
  versionId: '0199a3f0-2c41-7b0d-8e11-4d5c6b7a8f90',
  version: 'store-2',
};

/**
 * Everything that an endpoint can be told: ids, codes, amounts and moments, and no other word about a person, but for what one wrote
 * where the store switched that on.
 */
export const outgoingEvents: Readonly<Record<OutgoingEventType, OutgoingEventKind>> = {
  'recovery.started': {
    when: 'An abandoned cart was taken up by a campaign.',
    data: z.strictObject({ ...ofRecovery, abandonedAt: moment }),
    example: { ...recoveryExample, abandonedAt: at },
  },
  'recovery.ended': {
    when: 'The recovery of a cart ended; `outcome` and `reason` say how.',
    data: z.strictObject({
      ...ofRecovery,
      outcome: z.enum(recoveryOutcomes).nullable(),
      reason: z.string().nullable().openapi({ description: 'A reason code of this API.' }),
      endedAt: moment,
    }),
    example: { ...recoveryExample, outcome: 'purchased', reason: 'purchased', endedAt: at },
  },
  'message.sent': {
    when: 'The provider took a message.',
    data: z.strictObject({ ...ofMessage, sentAt: moment.nullable() }),
    example: { ...messageExample, sentAt: at },
  },
  'message.not_sent': {
    when: 'A message that a campaign asked for was not sent; `reason` says why.',
    data: z.strictObject({
      decisionId: id,
      messageId: id.nullable().openapi({ description: 'Null: it was refused before there was a message.' }),
      recoveryId: id.nullable(),
      cartId: id,
      customerId: id.nullable(),
      ruleId: z.string().nullable(),
      channel: z.enum(channels).nullable(),
      reason: z.string().nullable().openapi({ description: 'A reason code of this API.' }),
      at: moment,
    }),
    example: {
      decisionId: '0199a3d5-02aa-7f31-8c0d-4b6a1e9f7d25',
      messageId: null,
      recoveryId: recoveryExample.recoveryId,
      cartId: recoveryExample.cartId,
      customerId: recoveryExample.customerId,
      ruleId: 'reminder',
      channel: 'email',
      reason: 'frequency_cap',
      at,
    },
  },
  'message.delivered': {
    when: 'The provider reported that the message arrived.',
    data: z.strictObject({ ...ofMessage, at: moment }),
    example: { ...messageExample, at },
  },
  'message.bounced': {
    when: 'The provider reported that the address did not take the message.',
    data: z.strictObject({ ...ofMessage, at: moment }),
    example: { ...messageExample, at },
  },
  'message.complained': {
    when: 'The customer marked the message as unwanted.',
    data: z.strictObject({ ...ofMessage, at: moment }),
    example: { ...messageExample, at },
  },
  'message.clicked': {
    when: 'The customer opened a link of the message for the first time. Each way of seeing it tells once.',
    data: z.strictObject({
      ...ofMessage,
      at: moment,
      seenBy: z.enum(['link', 'provider']).openapi({
        description: '`link`: the customer went on to the cart by it. `provider`: its own tracking reported a click.',
      }),
    }),
    example: { ...messageExample, at, seenBy: 'link' },
  },
  'order.recovered': {
    when: 'A customer bought after a message within the attribution window. Told once for an order.',
    data: z.strictObject({
      orderId: id,
      externalOrderId: z.string().openapi({ description: 'The shop’s own id of the order.' }),
      recoveryId: id,
      messageId: id.openapi({ description: 'The newest message before the order.' }),
      cartId: id.nullable(),
      customerId: id.nullable(),
      totalMinor: z.int().nullable().openapi({ description: 'In minor units of the currency.' }),
      currency: z.string().nullable(),
      placedAt: moment,
    }),
    example: {
      orderId: '7d3c1f60-9a4b-5e2d-8c11-6f0a2b9d4e57',
      externalOrderId: '100047',
      recoveryId: recoveryExample.recoveryId,
      messageId: messageExample.messageId,
      cartId: recoveryExample.cartId,
      customerId: recoveryExample.customerId,
      totalMinor: 15_947,
      currency: 'EUR',
      placedAt: at,
    },
  },
  'reply.received': {
    when: 'Somebody answered a message. `class` says what the answer is by rules.',
    data: z.strictObject({
      replyId: id,
      channel: z.enum(channels),
      class: z.enum(replyClasses).openapi({
        description:
          '`unsubscribe` was a refusal and has taken effect; `complaint`, `question` and `other` paused what was open for the person; `automatic` and `bounce` were written by no person.',
      }),
      messageId: id.nullable().openapi({ description: 'Null: the answer names none.' }),
      recoveryId: id.nullable(),
      cartId: id.nullable(),
      customerId: id,
      subject: z
        .string()
        .nullable()
        .openapi({ description: 'Null: the store did not switch on `replyTextInWebhooks`.' }),
      text: z.string().nullable().openapi({ description: 'Without what it quotes; null as `subject` is.' }),
      at: moment,
    }),
    example: {
      replyId: '0199a3e1-5b0c-7d3a-9f42-6c8e1a7b2d90',
      channel: 'email',
      class: 'question',
      messageId: messageExample.messageId,
      recoveryId: recoveryExample.recoveryId,
      cartId: recoveryExample.cartId,
      customerId: recoveryExample.customerId,
      subject: null,
      text: null,
      at,
    },
  },
  'model.drifted': {
    when: 'A check of a model raised an alarm; `alarms` says which. Told when an alarm begins, not on each day that it lasts.',
    data: z.strictObject({
      checkId: id.openapi({ description: 'What was found: `GET /v1/drift/{id}`.' }),
      ...ofModel,
      version: z.string(),
      fromDay: z.string().openapi({ format: 'date' }),
      toDay: z.string().openapi({ format: 'date' }),
      alarms: z.array(z.enum(['stopped', 'missing', 'unseen', 'realised', 'scores', 'slice'])),
      cause: z.enum(['quality', 'behaviour', 'visitors']).nullable().openapi({ description: 'What is suspected.' }),
      trainingRunId: id.nullable().openapi({ description: 'The run that was asked for because of it.' }),
      at: moment,
    }),
    example: {
      checkId: '0199a3f4-90aa-7d14-b3f2-0c1d2e3f4a5b',
      ...modelExample,
      ...{ fromDay: '2026-10-27', toDay: '2026-11-23', alarms: ['realised', 'scores'], cause: 'behaviour' },
      trainingRunId: '0199a3f4-91b0-7e21-9c43-5d6e7f8a9b0c',
      at,
    },
  },
  'model.promoted': {
    when: 'A version answers now, by a rollout that it passed or by somebody’s decision.',
    data: z.strictObject({
      moveId: id,
      ...ofModel,
      previousVersionId: id.nullable().openapi({ description: 'Null: it is the first, or the platform’s answered.' }),
      previousVersion: z.string().nullable(),
      at: moment,
    }),
    example: {
      moveId: '0199a3f6-1a2b-7c3d-8e4f-5a6b7c8d9e0f',
      ...modelExample,
      ...{ previousVersionId: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11', previousVersion: 'store-1', at },
    },
  },
  'model.rolled_back': {
    when: 'A version was taken out: it answers for nobody any more.',
    data: z.strictObject({
      moveId: id,
      ...ofModel,
      answeringVersionId: id.nullable().openapi({ description: 'Null: the version for every store answers here.' }),
      answeringVersion: z.string().nullable(),
      at: moment,
    }),
    example: {
      moveId: '0199a3f8-3c4d-7e5f-8a6b-7c8d9e0f1a2b',
      ...modelExample,
      ...{ answeringVersionId: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11', answeringVersion: 'store-1', at },
    },
  },
  'model.training_failed': {
    when: 'A training run ended without a model; `reason` says why. Not told of a run that somebody ended.',
    data: z.strictObject({
      trainingRunId: id,
      ...{ model: ofModel.model, scope: ofModel.scope },
      state: z.enum(['refused', 'failed']).openapi({
        description: '`refused`: there is no model that may serve. `failed`: something broke.',
      }),
      reason: z.enum(trainingEndReasons).nullable(),
      at: moment,
    }),
    example: {
      trainingRunId: '0199a3fa-5e6f-7a7b-8c8d-9e0f1a2b3c4d',
      ...{ model: 'purchase', scope: 'store', state: 'refused', reason: 'too_few_carts', at },
    },
  },
  'quota.near': {
    when: 'Most of what the plan includes of a meter is used; told once in a month.',
    data: z.strictObject(ofQuota),
    example: { ...quotaExample, used: 400, included: 500 },
  },
  'quota.over': {
    when: 'All that the plan includes of a meter is used; told once in a month.',
    data: z.strictObject(ofQuota),
    example: { ...quotaExample, used: 500, included: 500 },
  },
};

export const eventTypeSchema = z.enum(outgoingEventTypes);

/** What an endpoint gets: the body is this as JSON. */
export interface OutgoingEvent {
  readonly type: OutgoingEventType;
  readonly storeId: string;
  readonly isTest: boolean;
  /** When it happened, epoch milliseconds. */
  readonly atMs: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The bytes that are signed and sent. */
export function outgoingBody({ type, storeId, isTest, atMs, data }: OutgoingEvent): string {
  const timestamp = new Date(atMs).toISOString();
  return JSON.stringify({ type, version: outgoingVersion, timestamp, storeId, test: isTest, data });
}
