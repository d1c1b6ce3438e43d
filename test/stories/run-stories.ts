import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { carts, messages, recoveries } from '../../db/postgres/schema/index.ts';
import { type Database, withPipeline } from '../../db/postgres/tenancy.ts';
import { afterRefusal } from '../../domain/claim.ts';
import { hourMs, minuteMs } from '../../domain/duration.ts';
import type { RecoveryEnd } from '../../domain/recovery.ts';
import type { AcceptedEvent } from '../../events/event.ts';
import { claimMessage } from '../../services/messaging/messages/claim.ts';
import { applyEvents } from '../../services/pipeline/apply-events.ts';
import { sweepCarts } from '../../services/recovery/abandonment/sweep.ts';
import { cartIdOf } from '../../services/shared/ids.ts';
import { createStoreThresholdsCache } from '../../services/state/stores/idle-thresholds.ts';
import { allOn } from '../flags-fixture.ts';
import { onlyProvider } from '../only-provider.ts';
import { linkSettings } from '../sent-message.ts';
import { createShop, oneEmail, type Shop } from '../shop-factory.ts';
import type { SentMessage } from './judge.ts';
import { claimAfterMsMax, type Story, storyMsMax } from './make-story.ts';

const tickMs = 20 * minuteMs;
const idleMs = 10 * minuteMs;
const eventsPerBatchMax = 500;
const sweepLimit = 1_000;
const claimsAtOnce = 8;
/** Of one recovery: a claim that is refused for now is tried again. */
const attemptsMax = 3;
const provider = { name: 'outbox', recovery: { kind: 'idempotency_key', windowMs: hourMs } } as const;
/** Long enough for a cart that waits for its person's other one. */
const playMs = storyMsMax + idleMs + 3 * (claimAfterMsMax + tickMs);

type Recovery = typeof recoveries.$inferSelect;

/**
 * Plays stories side by side in one fresh store, in time that passes by itself: what arrived is taken in, due carts
 * start their recoveries, and each recovery asks for its message when its story says so. Returns the messages that
 * were allowed, by story.
 */
export async function runStories(
  database: Database,
  stories: readonly Story[],
  beginsAt: number,
): Promise<ReadonlyMap<Story, readonly SentMessage[]>> {
  const shop = await createShop(database, {
    rules: oneEmail,
    ...{ cartIdleMs: idleMs, checkoutIdleMs: idleMs, coolDownMs: 0, capMessages: 10_000 },
  });
  const storeThresholds = createStoreThresholdsCache();
  const arrivals = stories.flatMap(({ deliveries }) => deliveries).sort((a, b) => a.atMs - b.atMs);
  const plans = createPlans(shop, stories);
  let taken = 0;
  for (let nowMs = beginsAt; nowMs <= beginsAt + playMs; nowMs += tickMs) {
    const from = taken;
    while ((arrivals[taken]?.atMs ?? Number.POSITIVE_INFINITY) <= nowMs) taken += 1;
    for (let first = from; first < taken; first += eventsPerBatchMax) {
      const events = arrivals
        .slice(first, Math.min(taken, first + eventsPerBatchMax))
        .map(({ event }): AcceptedEvent => ({ ...event, storeId: shop.storeId }));
      await withPipeline(database, (tx) => applyEvents(tx, events, { storeThresholds, now: () => nowMs }));
    }
    while ((await sweepCarts(database, { nowMs, limit: sweepLimit })).due > 0);
    const ends: Ending[] = [];
    await sideBySide(await openRecoveries(shop), async (recovery) => {
      const end = await takeTurn(database, recovery, { plans, nowMs });
      if (end) ends.push({ recovery, end });
    });
    await endAll(shop, ends);
  }
  return plans.sent;
}

function openRecoveries(shop: Shop): Promise<Recovery[]> {
  const open = and(eq(recoveries.storeId, shop.storeId), isNull(recoveries.endedAt));
  return shop.write((tx) => tx.select().from(recoveries).where(open));
}

interface Plan {
  attempts: number;
  dueAt: number;
}

/** When which recovery asks for its message, and what came of it. */
function createPlans({ storeId }: Shop, stories: readonly Story[]) {
  const cartsOfStories = new Map<string, { readonly story: Story; readonly cartId: string }>(
    stories.flatMap((story) => story.cartIds.map((cartId) => [cartIdOf(storeId, cartId), { story, cartId }] as const)),
  );
  const sent = new Map<Story, SentMessage[]>(stories.map((story) => [story, []]));
  const plans = new Map<string, Plan>();
  const ofCart = (recovery: Recovery) => {
    const cart = cartsOfStories.get(recovery.cartId);
    if (!cart) throw new Error('a recovery of a cart that is in no story');
    return cart;
  };
  const waitOf = (recovery: Recovery, attempts: number): number => {
    const { claimAfterMs } = ofCart(recovery).story;
    return claimAfterMs[(recovery.n + attempts) % claimAfterMs.length] ?? 0;
  };
  return {
    sent,
    of(recovery: Recovery, nowMs: number): Plan {
      const plan = plans.get(recovery.id) ?? { attempts: 0, dueAt: nowMs + waitOf(recovery, 0) };
      plans.set(recovery.id, plan);
      return plan;
    },
    again(recovery: Recovery, plan: Plan, nowMs: number): void {
      plan.attempts += 1;
      plan.dueAt = nowMs + waitOf(recovery, plan.attempts);
    },
    note(recovery: Recovery, atMs: number, productIds: readonly string[]): void {
      const { story, cartId } = ofCart(recovery);
      sent.get(story)?.push({ cartId, atMs, productIds });
    },
  };
}
type Plans = ReturnType<typeof createPlans>;

/** What the workflow of a recovery does at this moment, if anything; returns its end. */
async function takeTurn(
  database: Database,
  recovery: Recovery,
  { plans, nowMs }: { readonly plans: Plans; readonly nowMs: number },
): Promise<RecoveryEnd | null> {
  const { storeId, id: recoveryId } = recovery;
  if (recovery.supersededAt !== null) return { outcome: 'stopped', reason: 'superseded' };
  const plan = plans.of(recovery, nowMs);
  if (nowMs < plan.dueAt) return null;
  const touch = { ruleId: 'touch-1', channel: 'email', template: 'cart-reminder-1', knownActivityAt: nowMs } as const;
  const options = {
    providers: onlyProvider(provider),
    flags: allOn,
    links: linkSettings,
    defaultFrom: 'Shop <shop@shop.example>',
    consistentAsOfMs: nowMs,
    nowMs,
  };
  const claim = await claimMessage(database, { storeId, recoveryId, ...touch }, options);
  if (claim.kind === 'claimed') {
    const { lines } = claim.message.context.cart;
    plans.note(
      recovery,
      nowMs,
      lines.map(({ productId }) => productId),
    );
    return completed;
  }
  const after = claim.kind === 'blocked' ? afterRefusal(claim.reason) : 'skip';
  if (claim.kind === 'blocked' && (after === 'purchased' || after === 'stopped'))
    return { outcome: after, reason: claim.reason };
  plans.again(recovery, plan, nowMs);
  return plan.attempts >= attemptsMax ? completed : null;
}

const completed: RecoveryEnd = { outcome: 'completed', reason: 'no_touch_left' };

interface Ending {
  readonly recovery: Recovery;
  readonly end: RecoveryEnd;
}

/** Does for all recoveries of a moment what `endRecovery` and `settleMessage` do for each: it takes a third of the time. */
async function endAll(shop: Shop, ends: readonly Ending[]): Promise<void> {
  if (ends.length === 0) return;
  const ids = ends.map(({ recovery }) => recovery.id);
  await shop.write(async (tx) => {
    await tx.update(messages).set({ state: 'accepted' }).where(inArray(messages.recoveryId, ids));
    await tx.update(carts).set({ activeRecoveryId: null }).where(inArray(carts.activeRecoveryId, ids));
    for (const alike of Map.groupBy(ends, ({ end }) => end.reason).values()) {
      await tx
        .update(recoveries)
        .set({ stage: 'ended', ...alike[0]?.end, endedAt: sql`now()` })
        .where(
          inArray(
            recoveries.id,
            alike.map(({ recovery }) => recovery.id),
          ),
        );
    }
  });
}

async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: claimsAtOnce }, worker));
}
