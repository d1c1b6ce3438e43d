import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import {
  carts,
  customers,
  decisions,
  messages,
  modelVersions,
  orders,
  predictions,
  recoveries,
  trainingRuns,
} from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { featureSetOfHash } from '../../../ml/known-feature-sets.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { personOf } from '../../state/customers/person-of.ts';
import { addPredictions, addRecoveries, shownMax } from './graph-of-recoveries.ts';
import { addRuns, addVersions } from './graph-of-versions.ts';
import { keyOf, type LineageGraphBuilder, type LineageKind } from './lineage-graph.ts';

/** Where a graph begins: a thing of the system of record. */
export interface Thing {
  readonly storeId: string;
  readonly id: string;
}

const cartsShown = 6;
const versionsShown = 8;
const featuresShown = 24;

export function gone(): ServiceError {
  return new ServiceError('not_found', 'There is no such thing here, or it is no longer kept.', { path: 'id' });
}

/** Adds a thing with its surroundings. Throws `not_found`. */
export async function addThing(
  tx: Tx,
  graph: LineageGraphBuilder,
  { kind, ...thing }: Thing & { readonly kind: Exclude<LineageKind, 'event' | 'feature'> },
): Promise<void> {
  switch (kind) {
    case 'cart':
      return addCart(tx, graph, thing);
    case 'person':
      return addPerson(tx, graph, thing);
    case 'prediction':
      return addPrediction(tx, graph, thing);
    case 'message':
      return addMessage(tx, graph, thing);
    case 'decision':
      return addDecision(tx, graph, thing);
    case 'order':
      return addOrder(tx, graph, thing);
    case 'version':
      return addVersion(tx, graph, thing);
    case 'training_run':
      return addRun(tx, graph, thing);
    default:
      assertNever(kind);
  }
}

async function addMessage(tx: Tx, graph: LineageGraphBuilder, { storeId, id }: Thing): Promise<void> {
  const [found] = await tx
    .select({ recoveryId: messages.recoveryId })
    .from(messages)
    .where(and(eq(messages.storeId, storeId), eq(messages.id, id)));
  if (!found) throw gone();
  await addRecoveries(tx, graph, { storeId, recoveryIds: [found.recoveryId], withDecisions: true });
}

async function addDecision(tx: Tx, graph: LineageGraphBuilder, { storeId, id }: Thing): Promise<void> {
  const [found] = await tx
    .select({
      ...{ recoveryId: decisions.recoveryId, cartId: decisions.cartId, kind: decisions.kind },
      ...{ at: decisions.at, reason: decisions.reason, ruleId: decisions.ruleId },
    })
    .from(decisions)
    .where(and(eq(decisions.storeId, storeId), eq(decisions.id, id)));
  if (!found) throw gone();
  const { recoveryId, cartId, kind, at, reason, ruleId } = found;
  const key = graph.add({ kind: 'decision', id, state: kind, name: reason ?? ruleId, at });
  if (recoveryId === null) {
    graph.link(graph.add({ kind: 'cart', id: cartId }), key);
    return;
  }
  await addRecoveries(tx, graph, { storeId, recoveryIds: [recoveryId], withDecisions: true });
}

export async function addOrder(tx: Tx, graph: LineageGraphBuilder, { storeId, id }: Thing): Promise<void> {
  const [found] = await tx
    .select({
      ...{ recoveryId: orders.recoveryId, cartId: orders.cartId, customerId: orders.customerId },
      ...{ status: orders.status, placedAt: orders.placedAt },
    })
    .from(orders)
    .where(and(eq(orders.storeId, storeId), eq(orders.id, id)));
  if (!found) throw gone();
  const key = graph.add({ kind: 'order', id, state: found.status, at: found.placedAt });
  if (found.cartId !== null) graph.link(graph.add({ kind: 'cart', id: found.cartId }), key);
  if (found.customerId !== null) graph.link(graph.add({ kind: 'person', id: found.customerId }), key);
  if (found.recoveryId !== null)
    await addRecoveries(tx, graph, { storeId, recoveryIds: [found.recoveryId], withDecisions: true });
}

export async function addCart(tx: Tx, graph: LineageGraphBuilder, { storeId, id }: Thing): Promise<void> {
  const [cart] = await tx
    .select({ customerId: carts.customerId, stage: carts.stage, at: carts.lastActivityAt })
    .from(carts)
    .where(and(eq(carts.storeId, storeId), eq(carts.id, id)));
  if (!cart) throw gone();
  const key = graph.add({ kind: 'cart', id, state: cart.stage, at: cart.at });
  if (cart.customerId !== null) graph.link(graph.add({ kind: 'person', id: cart.customerId }), key);
  const asked = await tx
    .select({ id: predictions.id })
    .from(predictions)
    .where(and(eq(predictions.storeId, storeId), eq(predictions.cartId, id), eq(predictions.purpose, 'api')))
    .orderBy(desc(predictions.at))
    .limit(shownMax.recoveries);
  await addPredictions(tx, graph, { storeId, predictionIds: asked.map((one) => one.id) });
  const begun = await tx
    .select({ id: recoveries.id })
    .from(recoveries)
    .where(and(eq(recoveries.storeId, storeId), eq(recoveries.cartId, id)))
    .orderBy(desc(recoveries.createdAt))
    .limit(shownMax.recoveries + 1);
  await addRecoveries(tx, graph, {
    storeId,
    recoveryIds: begun.map((one) => one.id),
    withDecisions: begun.length === 1,
  });
}

async function addPerson(tx: Tx, graph: LineageGraphBuilder, { storeId, id }: Thing): Promise<void> {
  const [known] = await tx
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.storeId, storeId), eq(customers.id, id)));
  if (!known) throw gone();
  const asked = graph.add({ kind: 'person', id });
  const { customerId } = await personOf(tx, { storeId, customerId: id });
  const person = graph.add({ kind: 'person', id: customerId });
  graph.link(asked, person);
  const left = await tx
    .select({ id: carts.id, stage: carts.stage, at: carts.lastActivityAt })
    .from(carts)
    .where(and(eq(carts.storeId, storeId), eq(carts.customerId, customerId)))
    .orderBy(desc(carts.lastActivityAt))
    .limit(cartsShown + 1);
  for (const { stage, at, ...cart } of graph.first(left, cartsShown))
    graph.link(person, graph.add({ kind: 'cart', id: cart.id, state: stage, at }));
  const begun = await tx
    .select({ id: recoveries.id })
    .from(recoveries)
    .where(and(eq(recoveries.storeId, storeId), eq(recoveries.customerId, customerId)))
    .orderBy(desc(recoveries.createdAt))
    .limit(shownMax.recoveries + 1);
  await addRecoveries(tx, graph, { storeId, recoveryIds: begun.map((one) => one.id), withDecisions: false });
}

async function addPrediction(tx: Tx, graph: LineageGraphBuilder, { storeId, id }: Thing): Promise<void> {
  const [found] = await tx
    .select({ cartId: predictions.cartId, recoveryId: predictions.recoveryId })
    .from(predictions)
    .where(and(eq(predictions.storeId, storeId), eq(predictions.id, id)));
  if (!found) throw gone();
  if (found.recoveryId !== null)
    return addRecoveries(tx, graph, { storeId, recoveryIds: [found.recoveryId], withDecisions: true });
  graph.add({ kind: 'cart', id: found.cartId });
  await addPredictions(tx, graph, { storeId, predictionIds: [id] });
}

async function addVersion(tx: Tx, graph: LineageGraphBuilder, { storeId, id }: Thing): Promise<void> {
  const [version] = await tx
    .select({
      hash: modelVersions.featureSetHash,
      parentVersionId: sql<string | null>`${modelVersions.lineage} ->> 'parentVersionId'`,
    })
    .from(modelVersions)
    .where(eq(modelVersions.id, id));
  if (!version) throw gone();
  const later = await tx
    .select({ id: modelVersions.id })
    .from(modelVersions)
    .where(sql`${modelVersions.lineage} ->> 'parentVersionId' = ${id}`)
    .orderBy(desc(modelVersions.id))
    .limit(versionsShown + 1);
  const versionIds = [id, ...graph.first(later, versionsShown).map((one) => one.id), version.parentVersionId ?? id];
  await addVersions(tx, graph, { versionIds });
  const features = featureSetOfHash(version.hash)?.features ?? [];
  for (const { name } of graph.first(features, featuresShown))
    graph.link(graph.add({ kind: 'feature', id: name, name }), keyOf('version', id));
  const made = await tx
    .select({ recoveryId: predictions.recoveryId })
    .from(predictions)
    .where(and(eq(predictions.storeId, storeId), eq(predictions.modelVersionId, id), isNotNull(predictions.recoveryId)))
    .orderBy(desc(predictions.at))
    .limit(shownMax.recoveries + 1);
  const recoveryIds = made.flatMap(({ recoveryId }) => recoveryId ?? []);
  await addRecoveries(tx, graph, { storeId, recoveryIds, withDecisions: false });
}

async function addRun(tx: Tx, graph: LineageGraphBuilder, { id }: Thing): Promise<void> {
  const [run] = await tx
    .select({ versionId: trainingRuns.versionId })
    .from(trainingRuns)
    .where(eq(trainingRuns.id, id));
  if (!run) throw gone();
  await addRuns(tx, graph, { runIds: [id] });
  await addVersions(tx, graph, { versionIds: run.versionId === null ? [] : [run.versionId] });
}
