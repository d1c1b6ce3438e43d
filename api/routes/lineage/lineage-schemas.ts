import { z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { decisionKinds } from '../../../domain/decision-kind.ts';
import { messageStates } from '../../../domain/message-state.ts';
import { modelStages, predictionRoles } from '../../../domain/model.ts';
import { type LineageGraph, lineageKinds } from '../../../services/analytics/lineage/lineage-graph.ts';
import type { FeatureLineage } from '../../../services/analytics/lineage/of-feature.ts';
import type { PersonLineage } from '../../../services/analytics/lineage/of-person.ts';
import type { LineageMessage, PredictionLineage } from '../../../services/analytics/lineage/of-prediction.ts';
import { timeCursor } from '../../cursor.ts';
import { momentSchema, pageSchema } from '../../openapi/json-content.ts';

const id = z.string();
const setShape = { name: z.string(), version: z.int(), hash: z.string() };

const messageShape = {
  ...{ id, ruleId: z.string(), channel: z.enum(channels), template: z.string() },
  ...{ state: z.enum(messageStates), claimedAt: momentSchema },
};
const messageSchema = z.object(messageShape).openapi('LineageMessage');

export const predictionLineageSchema = z
  .object({
    prediction: z.object({
      ...{ id, at: momentSchema, cartId: id, recoveryId: id.nullable(), probability: z.number() },
      ...{ role: z.enum(predictionRoles), propensity: z.number().nullable() },
    }),
    featureSet: z.object(setShape),
    features: z
      .array(
        z.object({
          ...{ name: z.string(), value: z.number().nullable() },
          ...{ unit: z.string().nullable(), description: z.string().nullable() },
        }),
      )
      .readonly()
      .openapi({ description: 'In the order in which the model took them.' }),
    model: z.object({
      version: z.string(),
      versionId: id.nullable(),
      scope: z.enum(['store', 'platform']).nullable(),
      lineage: z
        .object({
          ...{ trainingRunId: id.nullable(), dataHash: z.string().nullable() },
          ...{ codeVersion: z.string().nullable(), parentVersionId: id.nullable() },
        })
        .nullable(),
    }),
    decisions: z
      .array(
        z.object({
          ...{ id, kind: z.enum(decisionKinds), at: momentSchema, ruleId: z.string().nullable() },
          ...{ channel: z.enum(channels).nullable(), reason: z.string().nullable() },
        }),
      )
      .readonly()
      .openapi({ description: 'What its recovery decided, oldest first.' }),
    messages: z.array(messageSchema).readonly(),
    recomputed: z
      .object({
        probability: z.number(),
        difference: z.number(),
        isSame: z.boolean().openapi({ description: 'Within 1e-6: last bits depend on how rows are scored together.' }),
        sameVector: z.boolean().openapi({ description: 'Every feature is bit for bit what the version takes.' }),
        sameDecisions: z.boolean().openapi({ description: 'Every comparison of the campaign comes out as it did.' }),
      })
      .nullable()
      .openapi({ description: 'The same made once more by its own version; null: that cannot be loaded here.' }),
  })
  .openapi('PredictionLineage');

export const featureLineageSchema = pageSchema(
  z.object({
    ...{ ...messageShape, predictionId: id, modelVersion: z.string() },
    moved: z.boolean().openapi({ description: 'It was among what moved the prediction most.' }),
  }),
)
  .extend({
    feature: z.object({ name: z.string(), unit: z.string(), description: z.string() }),
    sets: z.array(z.object(setShape)).readonly(),
    versions: z.array(z.object({ id, version: z.string(), stage: z.enum(modelStages) })).readonly(),
  })
  .openapi('FeatureLineage');

export const personLineageSchema = z
  .object({
    customerId: id.openapi({ description: 'By which the person is known at present.' }),
    predictions: z
      .array(
        z.object({
          ...{ id, at: momentSchema, recoveryId: id, probability: z.number(), modelVersion: z.string() },
          ...{ modelVersionId: id.nullable(), featureSet: z.string(), messages: z.array(messageSchema).readonly() },
        }),
      )
      .readonly(),
    trainings: z
      .array(z.object({ id, versionId: id.nullable(), requestedAt: momentSchema }))
      .readonly()
      .openapi({ description: 'Runs whose carts may have been among what was learned from.' }),
  })
  .openapi('PersonLineage');

export const lineageGraphSchema = z
  .object({
    focus: z.string().openapi({ description: 'The key of what was asked for.' }),
    nodes: z
      .array(
        z.object({
          key: z.string(),
          ...{ kind: z.enum(lineageKinds), id },
          name: z.string().nullable().openapi({
            description: 'A version, a template, a type of event, a rule or a reason code; null: its kind says enough.',
          }),
          state: z
            .string()
            .nullable()
            .openapi({ description: 'A code of its kind, as the lists of this API have it.' }),
          figure: z.number().nullable().openapi({ description: 'A probability, or the value of a feature.' }),
          at: momentSchema.nullable(),
        }),
      )
      .readonly(),
    links: z
      .array(z.object({ from: z.string(), to: z.string() }))
      .readonly()
      .openapi({ description: '`to` came of `from`; both are keys.' }),
    isCut: z.boolean().openapi({ description: 'There is more of something than is shown here.' }),
  })
  .openapi('LineageGraph');

export const withoutFeatureSchema = z
  .object({
    predictions: z.int().openapi({ description: 'That were scored once more.' }),
    since: momentSchema.nullable().openapi({ description: 'The oldest of them; null: there is none.' }),
    versions: z
      .array(
        z.object({
          ...{ id, version: z.string(), predictions: z.int() },
          known: z.int().openapi({ description: 'In how many of them the feature was known.' }),
          meanChange: z.number().openapi({ description: 'Mean of how far the probability moves, either way.' }),
          maxChange: z.number(),
          decidedOtherwise: z
            .int()
            .openapi({ description: 'How many carts their campaign would have decided otherwise about.' }),
        }),
      )
      .readonly(),
  })
  .openapi('AnswersWithoutFeature');

const written = ({ claimedAt, ...message }: LineageMessage) => ({ ...message, claimedAt: claimedAt.toISOString() });

export function shownPredictionLineage(found: PredictionLineage): z.input<typeof predictionLineageSchema> {
  const { prediction, decisions, messages } = found;
  return {
    ...found,
    prediction: { ...prediction, at: prediction.at.toISOString() },
    decisions: decisions.map(({ at, ...decision }) => ({ ...decision, at: at.toISOString() })),
    messages: messages.map(written),
  };
}

export function shownFeatureLineage(found: FeatureLineage): z.input<typeof featureLineageSchema> {
  const { feature, sets, messages } = found;
  return {
    ...{ feature, sets, nextCursor: messages.next === null ? null : timeCursor(messages.next) },
    versions: found.versions.map(({ id: versionId, version, stage }) => ({ id: versionId, version, stage })),
    items: messages.items.map(({ claimedAt, ...message }) => ({ ...message, claimedAt: claimedAt.toISOString() })),
  };
}

export function shownPersonLineage({
  customerId,
  predictions,
  trainings,
}: PersonLineage): z.input<typeof personLineageSchema> {
  return {
    customerId,
    predictions: predictions.map(({ at, messages, ...one }) => ({
      ...{ ...one, at: at.toISOString(), messages: messages.map(written) },
    })),
    trainings: trainings.map(({ requestedAt, ...one }) => ({ ...one, requestedAt: requestedAt.toISOString() })),
  };
}

export function shownLineageGraph({ nodes, ...graph }: LineageGraph): z.input<typeof lineageGraphSchema> {
  return { ...graph, nodes: nodes.map(({ at, ...node }) => ({ ...node, at: at?.toISOString() ?? null })) };
}

const exampleId = '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11';
const messageExample = {
  ...{ id: exampleId, ruleId: 'touch-1', channel: 'email', template: 'cart-reminder-1', state: 'accepted' },
  claimedAt: '2026-11-27T10:00:00.000Z',
} as const;
const set = { name: 'session', version: 1, hash: 'd2633d96e855f601f798a7da2accc53320fc992b980e70e9fc179bb6fc0177da' };

export const predictionLineageExample = {
  prediction: {
    ...{ id: exampleId, at: '2026-11-27T09:00:00.000Z', cartId: exampleId, recoveryId: exampleId, probability: 0.31 },
    ...{ role: 'primary', propensity: 1 },
  },
  featureSet: set,
  features: [
    { name: 'product_views', value: 14, unit: 'count', description: 'product pages looked at in this session' },
  ],
  model: { version: 'prior-1', versionId: exampleId, scope: 'platform', lineage: null },
  decisions: [
    {
      ...{ id: exampleId, kind: 'sent', at: '2026-11-27T10:00:00.000Z', ruleId: 'touch-1', channel: 'email' },
      reason: null,
    },
  ],
  messages: [messageExample],
  recomputed: { probability: 0.31, difference: 0, isSame: true, sameVector: true, sameDecisions: true },
} as const;

export const featureLineageExample = {
  feature: { name: 'product_views', unit: 'count', description: 'product pages looked at in this session' },
  sets: [set],
  versions: [{ id: exampleId, version: 'prior-1', stage: 'production' }],
  items: [{ ...messageExample, predictionId: exampleId, modelVersion: 'prior-1', moved: true }],
  nextCursor: null,
} as const;

export const personLineageExample = {
  customerId: exampleId,
  predictions: [
    {
      ...{ id: exampleId, at: '2026-11-27T09:00:00.000Z', recoveryId: exampleId, probability: 0.31 },
      ...{ modelVersion: 'prior-1', modelVersionId: exampleId, featureSet: 'session', messages: [messageExample] },
    },
  ],
  trainings: [],
} as const;

export const lineageGraphExample = {
  focus: `cart:${exampleId}`,
  nodes: [
    {
      ...{ key: `cart:${exampleId}`, kind: 'cart', id: exampleId, name: null, state: 'checkout', figure: null },
      at: '2026-11-27T08:00:00.000Z',
    },
    {
      ...{ key: `prediction:${exampleId}`, kind: 'prediction', id: exampleId, name: 'prior-1', state: 'primary' },
      ...{ figure: 0.31, at: '2026-11-27T09:00:00.000Z' },
    },
  ],
  links: [{ from: `cart:${exampleId}`, to: `prediction:${exampleId}` }],
  isCut: false,
} as const;

export const withoutFeatureExample = {
  ...{ predictions: 120, since: '2026-11-26T09:00:00.000Z' },
  versions: [
    {
      ...{ id: exampleId, version: 'prior-1', predictions: 120, known: 96 },
      ...{ meanChange: 0.021, maxChange: 0.14, decidedOtherwise: 7 },
    },
  ],
};
