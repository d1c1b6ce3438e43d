import { and, eq } from 'drizzle-orm';
import { documentSeparator, documents, plain, texts } from '../../../db/postgres/array-literals.ts';
import { integrations, privacyRequests } from '../../../db/postgres/schema/index.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { KeySource } from '../../../runtime/installation-keys.ts';
import { actOnPrivacyRequest } from '../../accounts/privacy-requests/act.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import type { IntegrationRow } from '../integrations/integration.ts';
import type { DeliveryOutcome } from './outcome.ts';
import type { TakenDelivery } from './take-due.ts';

/** What the laws and the platforms give at most for an answer. */
const privacyDueMs = 30 * dayMs;
/** The time of the newest event is shown to people: writing it more often would only make one row wait for itself. */
const lastEventStepMs = 10_000;

/** A delivery of one store that was worked on, with its integration as it was when the work began. */
export interface Worked {
  readonly row: IntegrationRow;
  readonly delivery: TakenDelivery;
  readonly outcome: Exclude<DeliveryOutcome, { status: 'later' }>;
}

/** Records what became of deliveries, and what follows from it, inside a transaction of their store. */
export async function settleDeliveries(
  tx: Tx,
  worked: readonly Worked[],
  { now, keys }: { readonly now: number; readonly keys?: KeySource | undefined },
): Promise<void> {
  const [first] = worked;
  if (!first) return;
  const settled = await rawSql(tx)<{ id: string }[]>`
    update webhook_deliveries d
    set status = s.status, reason = s.reason, path = s.path, message = s.message, events = s.events::jsonb,
      settled_at = ${new Date(now).toISOString()}::timestamptz
    from unnest(
      ${plain(worked.map(({ delivery }) => delivery.id))}::uuid[],
      ${plain(worked.map(({ outcome }) => outcome.status))}::text[],
      ${plain(worked.map(({ outcome }) => outcome.reason))}::text[],
      ${texts(worked.map(({ outcome }) => ('path' in outcome ? outcome.path : null)))}::text[],
      ${texts(worked.map(({ outcome }) => ('message' in outcome ? outcome.message : null)))}::text[],
      string_to_array(${documents(worked.map(({ outcome }) => outcome.events))}, ${documentSeparator}, '')
    ) as s (id, status, reason, path, message, events)
    where d.store_id = ${first.row.storeId}::uuid and d.id = s.id and d.status = 'received'
    returning d.id`;
  // Another process had the others too, after this one's lease had ended: it recorded the same.
  const ids = new Set(settled.map(({ id }) => id));
  await follow(
    tx,
    worked.filter(({ delivery }) => ids.has(delivery.id)),
    keys,
  );
}

/** Looks at them again at its own time. */
export async function postponeDeliveries(
  tx: Tx,
  storeId: string,
  postponed: readonly { readonly delivery: TakenDelivery; readonly dueAt: number }[],
): Promise<void> {
  if (postponed.length === 0) return;
  await rawSql(tx)`
    update webhook_deliveries d set due_at = to_timestamp(p.ms / 1000.0)
    from unnest(
      ${plain(postponed.map(({ delivery }) => delivery.id))}::uuid[],
      ${plain(postponed.map(({ dueAt }) => Math.round(dueAt)))}::bigint[]
    ) as p (id, ms)
    where d.store_id = ${storeId}::uuid and d.id = p.id`;
}

async function follow(tx: Tx, settled: readonly Worked[], keys: KeySource | undefined): Promise<void> {
  for (const ofOne of Map.groupBy(settled, ({ row }) => row.id).values()) {
    await showEvents(tx, ofOne);
    await learnSite(tx, ofOne);
  }
  for (const { row, delivery, outcome } of settled) {
    if (outcome.status !== 'processed') continue;
    if (outcome.reason === 'uninstalled')
      await tx
        .update(integrations)
        .set({ status: 'uninstalled' })
        .where(and(eq(integrations.storeId, row.storeId), eq(integrations.id, row.id)));
    if (outcome.reason === 'privacy_request') await actOn(tx, { row, delivery, outcome }, keys);
  }
}

/** The request is written down before it is acted on: what goes on by itself refers to it. */
async function actOn(
  tx: Tx,
  {
    row: { storeId, id: integrationId },
    delivery: { id: deliveryId, receivedAt: at },
    outcome: { request, subject },
  }: Omit<Worked, 'outcome'> & { readonly outcome: Extract<DeliveryOutcome, { reason: 'privacy_request' }> },
  keys: KeySource | undefined,
): Promise<void> {
  const id = uuidV7();
  const actor: Actor = { kind: 'platform', integrationId, storeId };
  const isThis = and(eq(privacyRequests.storeId, storeId), eq(privacyRequests.id, id));
  await tx.insert(privacyRequests).values({
    ...{ storeId, id, integrationId, deliveryId, kind: request },
    receivedAt: new Date(at),
    dueAt: new Date(at + privacyDueMs),
  });
  const asked = { storeId, requestId: id, deliveryId, actor, at, request, subject, keys };
  const { customerIds, ...done } = await actOnPrivacyRequest(tx, asked);
  await tx
    .update(privacyRequests)
    .set({ ...done, customerIds: [...customerIds] })
    .where(isThis);
  await recordAudit(tx, {
    ...{ actor, storeId, action: 'privacy-requests:act' },
    subject: { kind: 'privacy_request', id },
    change: Object.fromEntries(Object.entries({ request, ...done }).map(([field, after]) => [field, { after }])),
  });
}

/** The first address that the platform tells stays, and one that the store has said goes before it. */
async function learnSite(tx: Tx, settled: readonly Worked[]): Promise<void> {
  for (const { row, outcome } of settled) {
    if (outcome.status !== 'processed' || outcome.reason !== undefined || outcome.siteUrl === undefined) continue;
    if (row.settings.siteUrl != null) return;
    await rawSql(tx)`
      update integrations set settings = settings || jsonb_build_object('siteUrl', ${outcome.siteUrl}::text)
      where store_id = ${row.storeId}::uuid and id = ${row.id}::uuid and settings->>'siteUrl' is null`;
    return;
  }
}

/** The integration's row says when its first and its newest event came. */
async function showEvents(tx: Tx, settled: readonly Worked[]): Promise<void> {
  const times = settled
    .filter(
      ({ outcome }) =>
        (outcome.status === 'processed' || outcome.status === 'processed_in_part') &&
        outcome.events?.some(({ status }) => status !== 'rejected'),
    )
    .map(({ delivery }) => delivery.receivedAt);
  const [row] = settled.map((one) => one.row);
  if (!row || times.length === 0) return;
  const newest = Math.max(...times);
  if (row.lastEventAt !== null && row.lastEventAt.getTime() >= newest - lastEventStepMs) return;
  await rawSql(tx)`
    update integrations
    set first_event_at = coalesce(first_event_at, to_timestamp(${Math.min(...times)}::bigint / 1000.0)),
      last_event_at = greatest(last_event_at, to_timestamp(${newest}::bigint / 1000.0))
    where store_id = ${row.storeId}::uuid and id = ${row.id}::uuid`;
}
