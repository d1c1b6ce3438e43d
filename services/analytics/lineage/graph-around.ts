import { z } from '@hono/zod-openapi';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, holds } from '../../../domain/actor.ts';
import type { StorePermission } from '../../../domain/permission.ts';
import { idSchema, readInput, textSchema } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { addCart, addOrder, addThing, gone, type Thing } from './graph-beginnings.ts';
import { addPredictions, shownMax } from './graph-of-recoveries.ts';
import type { LineageEvents } from './lineage-events.ts';
import { keyOf, type LineageGraph, LineageGraphBuilder, type LineageKind } from './lineage-graph.ts';
import { lineageOfFeature } from './of-feature.ts';

/** What somebody has to hold to begin at a thing of each kind, beside `predictions:read`. */
const permissionOf: Readonly<Record<LineageKind, StorePermission>> = {
  event: 'carts:read',
  person: 'customers:read',
  cart: 'carts:read',
  training_run: 'models:read',
  version: 'models:read',
  feature: 'models:read',
  prediction: 'predictions:read',
  decision: 'decisions:read',
  message: 'messages:read',
  order: 'orders:read',
};

const idLengthMax = 200;
const versionsShown = 8;
const eventsShown = 8;

export interface AskedLineage {
  readonly actor: Actor;
  readonly storeId: string;
  readonly kind: LineageKind;
  readonly id: string;
}

interface Deps {
  readonly database: Pick<Database, 'app'>;
  /** Without it no events are shown: this process does not reach analytics. */
  readonly events?: LineageEvents | undefined;
}

/**
 * What a thing came from and what it led to, as a graph of its near surroundings. What the actor may not read stands in it by its id at
 * most. Throws `not_found`, and `invalid` for an id that is none.
 */
export async function lineageAround(
  deps: Deps,
  { actor, storeId, kind, id: given }: AskedLineage,
): Promise<LineageGraph> {
  requirePermission(actor, permissionOf[kind], storeId);
  const { id } = readInput(kind === 'feature' || kind === 'event' ? namedInput : idInput, { id: given });
  const graph = new LineageGraphBuilder();
  if (kind === 'feature') await addFeature(deps, graph, { storeId, id });
  else if (kind === 'event') await addEvent(deps, graph, { storeId, id });
  else await withStore(deps.database, storeId, (tx) => addThing(tx, graph, { storeId, kind, id }));
  const [cartId, ...others] = graph.idsOf('cart');
  // Events of several carts beside each other would bury what they led to.
  if (cartId !== undefined && others.length === 0 && holds(actor, 'carts:read'))
    await addEventsOfCart(deps, graph, { storeId, cartId });
  return graph.graph(keyOf(kind, id));
}

const idInput = z.object({ id: idSchema });
const namedInput = z.object({ id: textSchema(1, idLengthMax) });

/** The versions that look at it, and the newest messages that went out after it was among what moved them. */
async function addFeature({ database }: Deps, graph: LineageGraphBuilder, { storeId, id: name }: Thing): Promise<void> {
  const asked = { storeId, name, limit: shownMax.recoveries + 1, after: null };
  const { versions, messages: sent } = await lineageOfFeature(database, asked);
  const feature = graph.add({ kind: 'feature', id: name, name });
  for (const { id, version, stage } of graph.first(versions, versionsShown))
    graph.link(feature, graph.add({ kind: 'version', id, name: version, state: stage }));
  for (const { predictionId, id, template, state, claimedAt } of graph.first(sent.items, shownMax.recoveries)) {
    const message = graph.add({ kind: 'message', id, name: template, state, at: claimedAt });
    graph.link(keyOf('prediction', predictionId), message);
  }
  const predictionIds = [...new Set(sent.items.map(({ predictionId }) => predictionId))];
  await withStore(database, storeId, (tx) => addPredictions(tx, graph, { storeId, predictionIds, withReasons: false }));
}

async function addEvent(deps: Deps, graph: LineageGraphBuilder, { storeId, id }: Thing): Promise<void> {
  const found = await deps.events?.find({ storeId, eventId: id });
  if (!found) throw gone();
  const key = graph.add({ kind: 'event', id, name: found.type, at: found.at });
  const { cartId, orderId } = found;
  if (cartId !== null) graph.link(key, keyOf('cart', cartId));
  if (orderId !== null) graph.link(key, keyOf('order', orderId));
  await withStore(deps.database, storeId, async (tx) => {
    // A cart may be gone, as may the order: then the event leads nowhere any more.
    if (cartId !== null) await addCart(tx, graph, { storeId, id: cartId }).catch(ignoreGone);
    if (orderId !== null) await addOrder(tx, graph, { storeId, id: orderId }).catch(ignoreGone);
  });
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof ServiceError && error.code === 'not_found')) throw error;
}

async function addEventsOfCart(
  { events }: Deps,
  graph: LineageGraphBuilder,
  { storeId, cartId }: { readonly storeId: string; readonly cartId: string },
): Promise<void> {
  if (!events) return;
  const told = await events.ofCart({ storeId, cartId, limit: eventsShown + 1 }).catch((error: unknown) => {
    // Without analytics there is all the rest.
    if (!(error instanceof ServiceError)) throw error;
    graph.cut();
    return [];
  });
  for (const { id, type, at } of graph.first(told, eventsShown))
    graph.link(graph.add({ kind: 'event', id, name: type, at }), keyOf('cart', cartId));
}
