import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import { carts, decisions, messages, orders, predictions, recoveries } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { DecisionKind } from '../../../domain/decision-kind.ts';
import { addVersions } from './graph-of-versions.ts';
import { keyOf, type LineageGraphBuilder } from './lineage-graph.ts';

/** How much of one kind stands beside what somebody looks at. */
export const shownMax = { recoveries: 6, decisions: 16, messages: 16, orders: 8, features: 5 } as const;

/** Decisions that lead somewhere; what is left out says the same as a prediction or a message. */
const shownDecisions: readonly DecisionKind[] = ['not_started', 'sent', 'not_sent', 'offered', 'operator', 'replied'];

interface Around {
  readonly storeId: string;
  readonly recoveryIds: readonly string[];
  /** Whether each step of a recovery is shown, or only what went out. */
  readonly withDecisions: boolean;
}

/** Recoveries from their cart over the prediction to what was decided, what went out, and what was bought. */
export async function addRecoveries(tx: Tx, graph: LineageGraphBuilder, around: Around): Promise<void> {
  const { storeId, withDecisions } = around;
  const recoveryIds = [...graph.first(around.recoveryIds, shownMax.recoveries)];
  if (recoveryIds.length === 0) return;
  const begun = await tx
    .select({
      ...{ id: recoveries.id, cartId: recoveries.cartId, customerId: recoveries.customerId },
      ...{ stage: carts.stage, lastActivityAt: carts.lastActivityAt },
    })
    .from(recoveries)
    .leftJoin(carts, and(eq(carts.storeId, recoveries.storeId), eq(carts.id, recoveries.cartId)))
    .where(and(eq(recoveries.storeId, storeId), inArray(recoveries.id, recoveryIds)));
  const predicted = await addPredictions(tx, graph, { storeId, predictionIds: recoveryIds });
  // Without its prediction, which is kept for 30 days, a recovery comes from its cart.
  const sourceOf = new Map<string, string>();
  for (const { id, cartId, customerId, stage, lastActivityAt } of begun) {
    const cart = graph.add({ kind: 'cart', id: cartId, state: stage, at: lastActivityAt });
    graph.link(graph.add({ kind: 'person', id: customerId }), cart);
    const prediction = keyOf('prediction', id);
    if (predicted.has(id)) graph.link(cart, prediction);
    sourceOf.set(id, predicted.has(id) ? prediction : cart);
  }
  const stepOf = withDecisions
    ? await addDecisions(tx, graph, { storeId, recoveryIds, sourceOf })
    : new Map<string, string>();
  await addMessages(tx, graph, { storeId, recoveryIds, sourceOf, stepOf });
  await addOrders(tx, graph, { storeId, recoveryIds, sourceOf });
}

/** Predictions with the version that made them and what moved them most; returns which of them are still kept. */
export async function addPredictions(
  tx: Tx,
  graph: LineageGraphBuilder,
  {
    storeId,
    predictionIds,
    withReasons = predictionIds.length === 1,
  }: {
    readonly storeId: string;
    readonly predictionIds: readonly string[];
    /** Several at once have different reasons, which would say nothing of any of them. */
    readonly withReasons?: boolean;
  },
): Promise<ReadonlySet<string>> {
  if (predictionIds.length === 0) return new Set();
  const rows = await tx
    .select({
      ...{ id: predictions.id, at: predictions.at, cartId: predictions.cartId, probability: predictions.probability },
      ...{ modelVersion: predictions.modelVersion, modelVersionId: predictions.modelVersionId },
      ...{ role: predictions.role, reasons: predictions.reasons },
    })
    .from(predictions)
    .where(and(eq(predictions.storeId, storeId), inArray(predictions.id, [...predictionIds])));
  for (const { id, at, cartId, probability, modelVersion, modelVersionId, role, reasons } of rows) {
    const key = graph.add({ kind: 'prediction', id, name: modelVersion, state: role, figure: probability, at });
    graph.link(keyOf('cart', cartId), key);
    if (modelVersionId !== null) graph.link(keyOf('version', modelVersionId), key);
    if (!withReasons) continue;
    for (const { feature, value, direction } of reasons.slice(0, shownMax.features))
      graph.link(graph.add({ kind: 'feature', id: feature, name: feature, state: direction, figure: value }), key);
  }
  await addVersions(tx, graph, { versionIds: rows.flatMap(({ modelVersionId }) => modelVersionId ?? []) });
  return new Set(rows.map(({ id }) => id));
}

interface OfRecoveries {
  readonly storeId: string;
  readonly recoveryIds: string[];
  /** Of each recovery what its steps come from. */
  readonly sourceOf: ReadonlyMap<string, string>;
}

/** Returns the decision that let each message out, by its recovery and rule. */
async function addDecisions(
  tx: Tx,
  graph: LineageGraphBuilder,
  { storeId, recoveryIds, sourceOf }: OfRecoveries,
): Promise<ReadonlyMap<string, string>> {
  const made = await tx
    .select({
      ...{ id: decisions.id, kind: decisions.kind, at: decisions.at, recoveryId: decisions.recoveryId },
      ...{ ruleId: decisions.ruleId, reason: decisions.reason },
    })
    .from(decisions)
    .where(
      and(
        eq(decisions.storeId, storeId),
        inArray(decisions.recoveryId, recoveryIds),
        inArray(decisions.kind, [...shownDecisions]),
      ),
    )
    .orderBy(asc(decisions.at), asc(decisions.id))
    .limit(shownMax.decisions + 1);
  const stepOf = new Map<string, string>();
  for (const { id, kind, at, recoveryId, ruleId, reason } of graph.first(made, shownMax.decisions)) {
    const key = graph.add({ kind: 'decision', id, state: kind, name: reason ?? ruleId, at });
    const source = sourceOf.get(recoveryId ?? '');
    if (source !== undefined) graph.link(source, key);
    if (kind === 'sent' && recoveryId !== null && ruleId !== null) stepOf.set(`${recoveryId}/${ruleId}`, key);
    // What a message carries of an offer leads to that message.
    if (kind === 'offered' && recoveryId !== null && ruleId !== null) stepOf.set(`${recoveryId}/${ruleId}/offer`, key);
  }
  return stepOf;
}

async function addMessages(
  tx: Tx,
  graph: LineageGraphBuilder,
  { storeId, recoveryIds, sourceOf, stepOf }: OfRecoveries & { readonly stepOf: ReadonlyMap<string, string> },
): Promise<void> {
  const sent = await tx
    .select({
      ...{ id: messages.id, recoveryId: messages.recoveryId, ruleId: messages.ruleId, template: messages.template },
      ...{ state: messages.state, claimedAt: messages.claimedAt },
    })
    .from(messages)
    .where(and(eq(messages.storeId, storeId), inArray(messages.recoveryId, recoveryIds)))
    .orderBy(desc(messages.claimedAt), desc(messages.id))
    .limit(shownMax.messages + 1);
  for (const { id, recoveryId, ruleId, template, state, claimedAt } of graph.first(sent, shownMax.messages)) {
    const key = graph.add({ kind: 'message', id, name: template, state, at: claimedAt });
    const source = stepOf.get(`${recoveryId}/${ruleId}`) ?? sourceOf.get(recoveryId);
    if (source !== undefined) graph.link(source, key);
    const offer = stepOf.get(`${recoveryId}/${ruleId}/offer`);
    if (offer !== undefined) graph.link(offer, key);
  }
}

async function addOrders(
  tx: Tx,
  graph: LineageGraphBuilder,
  { storeId, recoveryIds, sourceOf }: OfRecoveries,
): Promise<void> {
  const bought = await tx
    .select({
      ...{ id: orders.id, status: orders.status, placedAt: orders.placedAt, cartId: orders.cartId },
      ...{ recoveryId: orders.recoveryId, touchMessageId: orders.touchMessageId },
    })
    .from(orders)
    .where(
      and(
        eq(orders.storeId, storeId),
        or(inArray(orders.recoveryId, recoveryIds), inArray(orders.cartId, graph.idsOf('cart'))),
      ),
    )
    .orderBy(desc(orders.placedAt), desc(orders.id))
    .limit(shownMax.orders + 1);
  for (const { id, status, placedAt, cartId, ...of } of graph.first(bought, shownMax.orders)) {
    const key = graph.add({ kind: 'order', id, state: status, at: placedAt });
    const recovery = sourceOf.get(of.recoveryId ?? '');
    if (of.touchMessageId !== null) graph.link(keyOf('message', of.touchMessageId), key);
    else if (recovery !== undefined) graph.link(recovery, key);
    else if (cartId !== null) graph.link(keyOf('cart', cartId), key);
  }
}
