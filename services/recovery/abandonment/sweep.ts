import { type Database, rawSql, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { decideAbandonment } from '../../../domain/abandonment.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import type { ReasonCode } from '../../../domain/reason-code.ts';
import { isUnreachableReason } from '../../../domain/reevaluate-at.ts';
import { recoveryWorkflowId } from '../../../workflows/contract.ts';
import { type Decision, recordDecisions } from '../../journal/decisions/record.ts';
import { enqueueSignals } from '../../journal/signals/enqueue.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { createTurns, type Turns } from '../../shared/turns/plan-round.ts';
import { keepSuspicions } from '../../state/quarantine/keep-suspicions.ts';
import { noQuotas, type Quotas } from '../../state/usage/quotas.ts';
import { type DueCart, takeDueCarts } from './due-carts.ts';
import { keepAbandonments } from './keep-abandonments.ts';

export interface SweepResult {
  /** Carts that were due and looked at. */
  readonly due: number;
  /** More may be due. */
  readonly more: boolean;
  /** When the next cart will be due, epoch milliseconds; null: none waits. Says nothing while there is `more`. */
  readonly nextDueAt: number | null;
  readonly started: number;
  readonly superseded: number;
  /** Carts put into quarantine, because they look like the work of a bot. */
  readonly quarantined: number;
  readonly notStarted: readonly ReasonCode[];
  /** How long after its threshold each cart was looked at, in milliseconds. */
  readonly latenessMs: readonly number[];
}

/** A cart that waits for its customer's older recovery to end is looked at again after this long. */
const lookAgainMs = 1_000;

export interface Sweep {
  readonly nowMs: number;
  readonly limit: number;
  /** The same for all sweeps of a loop. */
  readonly turns?: Turns;
  /** Which stores start no more; without it all do. */
  readonly quotas?: Pick<Quotas, 'startsNone'>;
}

/**
 * One look, in turn by store, for carts whose idle threshold has passed: each starts a recovery (a row in stage `starting`, which is the
 * outbox of the workflow start) or gets its reason. Any number of sweeps may run at the same time.
 */
export async function sweepCarts(
  database: Pick<Database, 'engine'>,
  { nowMs, limit, turns = createTurns(), quotas = noQuotas }: Sweep,
): Promise<SweepResult> {
  return withEngine(database, async (tx) => {
    const { due, more, nextDueAt } = await takeDueCarts(tx, { turns, nowMs, limit, quotas });
    const sorted = sortByDecision(due);
    const started = await insertRecoveries(tx, sorted.start);
    const lost = sorted.start.filter((cart) => !started.has(cart.cartId));
    await askToSupersede(tx, sorted.supersede);
    const quarantined = await keepSuspicions(tx, due, nowMs);
    await recordDecisions(
      tx,
      sorted.notStarted.map((refused) => decisionOf(refused, nowMs)),
    );
    await keepAbandonments(tx, [
      ...sorted.start.filter(({ cartId }) => started.has(cartId)).map((cart) => ({ cart, reason: null })),
      ...sorted.notStarted,
    ]);
    await updateCarts(tx, due, {
      started,
      again: [...sorted.supersede, ...lost],
      refused: sorted.notStarted,
      nowMs,
    });
    return {
      due: due.length,
      more,
      nextDueAt,
      started: started.size,
      superseded: sorted.supersede.length,
      quarantined,
      notStarted: sorted.notStarted.map(({ reason }) => reason),
      latenessMs: due.map((cart) => Math.max(0, nowMs - cart.abandonAt)),
    };
  });
}

/** A cart that starts has a customer and a campaign, as its decision says. */
interface StartingCart extends DueCart {
  readonly customerId: string;
  readonly campaign: NonNullable<DueCart['campaign']>;
}
interface RefusedCart {
  readonly cart: DueCart;
  readonly reason: ReasonCode;
}

function sortByDecision(due: readonly DueCart[]) {
  const start = new Map<string, StartingCart>();
  const supersede: DueCart[] = [];
  const notStarted: RefusedCart[] = [];
  for (const cart of due) {
    const decision = decideAbandonment(cart.facts);
    switch (decision.kind) {
      case 'ignore':
        break;
      case 'supersede':
        supersede.push(cart);
        break;
      case 'not_started':
        notStarted.push({ cart, reason: decision.reason });
        break;
      case 'start': {
        // Two carts of one customer in one sweep: the one touched last is the one to win back.
        const starting = asStarting(cart);
        const person = `${cart.storeId}/${starting.customerId}`;
        const rival = start.get(person);
        const [kept, dropped] = rival && isNewer(rival, starting) ? [rival, starting] : [starting, rival];
        start.set(person, kept);
        if (dropped) notStarted.push({ cart: dropped, reason: 'superseded' });
        break;
      }
      default:
        assertNever(decision);
    }
  }
  return { start: [...start.values()], supersede, notStarted };
}

function isNewer(a: DueCart, b: DueCart): boolean {
  return a.facts.cart.lastActivityAt > b.facts.cart.lastActivityAt;
}

function asStarting(cart: DueCart): StartingCart {
  const { customerId, campaign } = cart;
  if (customerId === null || campaign === null)
    throw new Error('a recovery starts only for a known person in a campaign');
  return { ...cart, customerId, campaign };
}

/** Returns the recovery of each cart that got one; a customer whom another sweep has just served gets none. */
async function insertRecoveries(tx: Tx, carts: readonly StartingCart[]): Promise<Map<string, string>> {
  if (carts.length === 0) return new Map();
  const sql = rawSql(tx);
  const rows = carts.map((cart) => ({
    store_id: cart.storeId,
    id: uuidV7(),
    cart_id: cart.cartId,
    customer_id: cart.customerId,
    campaign_id: cart.campaign.id,
    campaign_version: cart.campaign.version,
    n: cart.recoveries + 1,
    workflow_id: recoveryWorkflowId(cart.storeId, cart.cartId, cart.recoveries + 1),
    stage: 'starting',
    abandoned_at: new Date(cart.abandonAt).toISOString(),
    traceparent: cart.traceparent,
  }));
  const inserted = await sql<{ id: string; cart_id: string }[]>`
    insert into recoveries ${sql(rows)}
    on conflict do nothing
    returning id, cart_id`;
  return new Map(inserted.map(({ id, cart_id }) => [cart_id, id]));
}

/**
 * Tells the older recovery once, for it may take hours until a message on its way is settled; the newer cart is looked
 * at again until it has ended.
 */
async function askToSupersede(tx: Tx, carts: readonly DueCart[]): Promise<void> {
  const older = carts.flatMap(({ storeId, otherRecovery }) =>
    otherRecovery ? [{ storeId, id: otherRecovery.id }] : [],
  );
  if (older.length === 0) return;
  const sql = rawSql(tx);
  const told = await sql<{ storeId: string; recoveryId: string; workflowId: string }[]>`
    update recoveries set superseded_at = now()
    from unnest(${older.map(({ storeId }) => storeId)}::uuid[], ${older.map(({ id }) => id)}::uuid[]) as older (store_id, id)
    where recoveries.store_id = older.store_id and recoveries.id = older.id and superseded_at is null
    returning recoveries.store_id as "storeId", recoveries.id as "recoveryId", workflow_id as "workflowId"`;
  await enqueueSignals(
    tx,
    told.map((recovery) => ({ ...recovery, signal: { kind: 'superseded' } })),
  );
}

/** Each judgement is a decision of its own: a cart can be judged again without having been touched. */
function decisionOf({ cart, reason }: RefusedCart, nowMs: number): Decision {
  const { storeId, cartId } = cart;
  return {
    storeId,
    cartId,
    kind: 'not_started',
    reason,
    key: `not-started/${cartId}/${nowMs}`,
  };
}

async function updateCarts(
  tx: Tx,
  due: readonly DueCart[],
  {
    started,
    again,
    refused,
    nowMs,
  }: {
    readonly started: ReadonlyMap<string, string>;
    readonly again: readonly DueCart[];
    readonly refused: readonly RefusedCart[];
    readonly nowMs: number;
  },
): Promise<void> {
  if (due.length === 0) return;
  const lookAgain = new Set(again.map((cart) => cart.cartId));
  const unreachable = new Map(
    refused.map(({ cart, reason }) => [cart.cartId, isUnreachableReason(reason) ? reason : null]),
  );
  const lookAgainAt = new Date(nowMs + lookAgainMs).toISOString();
  const sql = rawSql(tx);
  await sql`
    update carts set
      abandon_at = change.abandon_at::timestamptz,
      unreachable = change.unreachable,
      abandoned_at = case when change.recovery_id is null then carts.abandoned_at else carts.abandon_at end,
      active_recovery_id = coalesce(change.recovery_id, carts.active_recovery_id),
      recoveries = carts.recoveries + case when change.recovery_id is null then 0 else 1 end
    from unnest(
      ${due.map((cart) => cart.storeId)}::uuid[],
      ${due.map((cart) => cart.cartId)}::uuid[],
      ${due.map((cart) => started.get(cart.cartId) ?? null)}::uuid[],
      ${due.map((cart) => (lookAgain.has(cart.cartId) ? lookAgainAt : null))}::text[],
      ${due.map((cart) => unreachable.get(cart.cartId) ?? null)}::text[]
    ) as change (store_id, cart_id, recovery_id, abandon_at, unreachable)
    where carts.store_id = change.store_id and carts.id = change.cart_id`;
}
