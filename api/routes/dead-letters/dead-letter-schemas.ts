import { z } from '@hono/zod-openapi';
import { deadLetterStates } from '../../../services/ingest/dead-letters/list.ts';
import { ruleStates } from '../../../services/ingest/dead-letters/list-rules.ts';
import { momentSchema } from '../../openapi/json-content.ts';

const fingerprint = z.string().openapi({ description: 'Shared by letters that failed alike' });
const anyJson = z.any().openapi({ description: 'Any JSON value' });
const pathSchema = z.array(z.string()).readonly().openapi({ description: '`*` is every item of a list' });
const probability = z.number().min(0).max(1);

const stepSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('move'),
      from: pathSchema,
      to: pathSchema,
      by: z.enum(['dictionary', 'matcher']),
      confidence: probability,
    }),
    z.object({
      kind: z.literal('convert'),
      at: pathSchema,
      conversion: z.string(),
      form: z.string(),
      confidence: probability,
    }),
    z.object({ kind: z.literal('drop'), at: pathSchema, value: anyJson, confidence: probability }),
  ])
  .openapi('RepairStep');

const proposalSchema = z
  .object({
    steps: z.array(stepSchema).readonly(),
    patch: z
      .array(z.object({ op: z.enum(['add', 'remove', 'replace']), path: z.string(), value: anyJson.optional() }))
      .readonly()
      .openapi({ description: 'JSON Patch (RFC 6902) from the letter to the event' }),
    confidence: probability,
    lossless: z.boolean().openapi({ description: 'The letter can be had back exactly from the repaired event' }),
    guarded: z
      .array(z.string())
      .readonly()
      .openapi({ description: 'Fields of money, consent or identity that it changes: only a person may approve that' }),
  })
  .openapi('RepairProposal');

export const deadLetterSchema = z
  .object({
    id: z.string(),
    source: z
      .string()
      .openapi({ description: 'Where it failed: `api`, `websocket`, `webhook:<platform>`, `pipeline`' }),
    kind: z.enum(['event', 'body']),
    fingerprint,
    state: z.enum(deadLetterStates),
    eventId: z.string().nullable(),
    eventType: z.string().nullable(),
    cause: z.string(),
    path: z.string(),
    message: z.string().nullable(),
    lookProblem: z.string().nullable().openapi({
      description:
        'Why no repair was looked for to the end: `too_large`, `too_slow`, `too_much_memory`, `failed`, `broke_off`. Such a letter is for a person.',
    }),
    sizeBytes: z.int(),
    times: z.int().openapi({ description: 'How often exactly this came' }),
    at: momentSchema,
    lastAt: momentSchema,
    ruleId: z.string().nullable(),
    takenInAs: z.string().nullable().openapi({ description: 'Id of the event that came of it' }),
    settledAt: momentSchema.nullable(),
    settledBy: z.string().nullable().openapi({ description: '`engine`, `operator`, `key:<id>` or `user:<id>`' }),
  })
  .openapi('DeadLetter');

export const deadLetterDetailSchema = deadLetterSchema
  .extend({
    content: z.string().openapi({ description: 'The JSON as it came; empty when its time has passed' }),
    masked: z
      .boolean()
      .openapi({ description: 'What says who somebody is was left out of the content and the proposal.' }),
    proposal: proposalSchema.nullable(),
    history: z
      .array(
        z.object({
          at: momentSchema,
          actor: z.string(),
          action: z.enum(['approved', 'replayed', 'repaired', 'rejected', 'withdrawn', 'retried', 'expired']),
          letterId: z.string().nullable(),
          ruleId: z.string().nullable(),
          letters: z.int(),
        }),
      )
      .readonly(),
  })
  .openapi('DeadLetterDetail');

export const clusterSchema = z
  .object({
    fingerprint,
    source: z.string(),
    eventType: z.string().nullable(),
    cause: z.string(),
    path: z.string(),
    message: z.string().nullable(),
    new: z.int(),
    proposed: z.int(),
    repaired: z.int(),
    rejected: z.int(),
    expired: z.int(),
    times: z.int(),
    firstAt: momentSchema,
    lastAt: momentSchema,
    exampleId: z.string(),
    proposal: proposalSchema.nullable(),
    agreeing: z.int().openapi({ description: 'Open letters for which exactly this repair is proposed.' }),
    rule: z.object({ id: z.string(), version: z.int(), approvals: z.int() }).nullable(),
  })
  .openapi('DeadLetterCluster');

export const ruleSchema = z
  .object({
    id: z.string(),
    fingerprint,
    version: z.int(),
    source: z.string(),
    eventType: z.string().nullable(),
    state: z.enum(ruleStates),
    steps: z.array(stepSchema).readonly(),
    confidence: probability,
    lossless: z.boolean(),
    guarded: z.array(z.string()).readonly(),
    approvals: z.int(),
    automatic: z.boolean().openapi({ description: 'Later letters of the cluster are repaired without asking' }),
    approvedBy: z.string(),
    approvedAt: momentSchema,
    withdrawnBy: z.string().nullable(),
    withdrawnAt: momentSchema.nullable(),
  })
  .openapi('RepairRule');

const at = '2026-11-22T10:15:02.000Z';
const steps = [
  { kind: 'convert', at: ['occurredAt'], conversion: 'epoch_moment', form: 'seconds:number', confidence: 0.999 },
  { kind: 'move', from: ['cart_id'], to: ['cartId'], by: 'dictionary', confidence: 0.997 },
] as const;
const proposal = {
  steps,
  patch: [
    { op: 'remove', path: '/cart_id' },
    { op: 'replace', path: '/occurredAt', value: '2026-11-22T10:15:00.000Z' },
    { op: 'add', path: '/cartId', value: 'cart-1042' },
  ],
  confidence: 0.996,
  lossless: true,
  guarded: [],
} as const;

export const deadLetterExample = {
  id: '0199a3c2-4d10-7b21-9a55-2f0c7a5f2b44',
  source: 'api',
  kind: 'event',
  fingerprint: '9b1f0c2a4d5e6f708192a3b4c5d6e7f8',
  state: 'proposed',
  eventId: 'e-1',
  eventType: 'cart_updated',
  cause: 'invalid',
  path: 'occurredAt',
  message: 'Invalid input: expected string, received number',
  lookProblem: null,
  sizeBytes: 164,
  times: 1,
  at,
  lastAt: at,
  ruleId: null,
  takenInAs: null,
  settledAt: null,
  settledBy: null,
} as const;

export const deadLetterDetailExample = {
  ...deadLetterExample,
  content:
    '{"id":"e-1","type":"cart_updated","occurredAt":1795342500,"who":{"anonymousId":"visitor-81f3"},"cart_id":"cart-1042","lines":[]}',
  masked: false,
  proposal,
  history: [],
};

export const clusterExample = {
  fingerprint: deadLetterExample.fingerprint,
  source: 'api',
  eventType: 'cart_updated',
  cause: 'invalid',
  path: 'occurredAt',
  message: deadLetterExample.message,
  new: 0,
  proposed: 41,
  repaired: 0,
  rejected: 0,
  expired: 0,
  times: 44,
  firstAt: at,
  lastAt: at,
  exampleId: deadLetterExample.id,
  proposal,
  agreeing: 41,
  rule: null,
};

export const ruleExample = {
  id: '0199a3c2-9a44-7c10-8b77-b1d5f0a91c33',
  fingerprint: deadLetterExample.fingerprint,
  version: 1,
  source: 'api',
  eventType: 'cart_updated',
  state: 'active',
  steps,
  confidence: 0.996,
  lossless: true,
  guarded: [],
  approvals: 1,
  automatic: false,
  approvedBy: 'key:0199a3c1-2a44-7e0a-8f11-b1d5f0a91c33',
  approvedAt: at,
  withdrawnBy: null,
  withdrawnAt: null,
} as const;
