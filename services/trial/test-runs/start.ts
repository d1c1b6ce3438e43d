import { z } from '@hono/zod-openapi';
import { and, count, desc, eq, gt, lt, sql } from 'drizzle-orm';
import { carts, stores, testRuns } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, holds } from '../../../domain/actor.ts';
import type { Channel, ProviderPicks } from '../../../domain/channel.ts';
import type { EventLog } from '../../../events/event-log.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import { appendChecked } from '../../ingest/events/take-in-events.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readCampaign } from '../../recovery/campaigns/campaign.ts';
import { sampleCart } from '../../recovery/campaigns/sample-cart.ts';
import { readStore, type Store } from '../../recovery/campaigns/store-row.ts';
import { cartIdOf, uuidV7 } from '../../shared/ids.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { trialLimits } from '../limits.ts';
import { type Person, personActing } from '../person.ts';
import { type TestRun, toTestRun } from './run.ts';
import { openTestSpace, prepareTestSpace, testSpaceId } from './space.ts';
import { eventsOfTestCart, type TestCart } from './test-events.ts';

export const deliveries = ['sandbox', 'own_address'] as const;

export const testRunInput = z.object({
  cartId: idSchema
    .nullable()
    .default(null)
    .openapi({ description: 'Whose goods the test cart has; without it, those of the newest cart, or invented ones.' }),
  deliverTo: z.enum(deliveries).default('sandbox').openapi({
    description: 'Where e-mails go: into the sandbox inbox, or to your own address. SMS and push stay in the sandbox.',
  }),
});

export interface StartTestRunDeps {
  readonly database: Pick<Database, 'app'>;
  readonly accounts: Pick<Accounts, 'database'>;
  readonly eventLog: Pick<EventLog, 'append'>;
  readonly providerDefaults: Readonly<Record<Channel, string>>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface StartTestRun extends z.input<typeof testRunInput> {
  readonly actor: Actor;
  readonly storeId: string;
  readonly campaignId: string;
}

const sandbox = 'outbox';
/** Of the random end of the run's id: short enough to be read, and unique among the few carts of one person. */
const externalIdLength = 12;

/**
 * Plays the draft of a campaign, else its newest version, on the person who asks: a cart of theirs is left in a test space
 * whose time runs faster, and everything from there on is the real engine. Ends the run that they began before.
 */
export async function startTestRun(
  deps: StartTestRunDeps,
  { actor, storeId, campaignId, ...given }: StartTestRun,
): Promise<TestRun> {
  requirePermission(actor, 'campaigns:write', storeId);
  const { cartId, deliverTo } = readInput(testRunInput, given);
  const { database, accounts, eventLog, providerDefaults, now } = deps;
  const maySeeCarts = holds(actor, 'carts:read');
  const { campaign, store, goods } = await withStore(database, storeId, async (tx) => ({
    campaign: await readCampaign(tx, { storeId, campaignId: readInput(idSchema, campaignId) }, { lock: false }),
    store: await readStore(tx, storeId),
    goods: maySeeCarts ? await readGoods(tx, { storeId, cartId }) : null,
  }));
  const shopper = await readShopper(accounts, actor);
  const { name, rules, flow } = campaign.draft ?? campaign;
  const spaceId = testSpaceId(storeId, shopper.userId);
  await openTestSpace(database, { spaceId, store, providers: picksOf(deliverTo, store, providerDefaults) });
  const id = uuidV7();
  const cart = {
    externalId: `test-${id.slice(-externalIdLength)}`,
    ...(goods ?? invented()),
    restoreUrl: goods?.restoreUrl ?? store.url,
  };
  const row = {
    ...{ storeId, id, campaignId: campaign.id, userId: shopper.userId, spaceId },
    version: campaign.draft ? null : campaign.version,
    cartId: cartIdOf(spaceId, cart.externalId),
    createdAt: new Date(now()),
    stoppedAt: null,
  };
  await withStore(database, storeId, async (tx) => {
    await tx.select({ id: stores.id }).from(stores).where(eq(stores.id, storeId)).for('no key update');
    await refuseTooMany(tx, { userId: shopper.userId, at: row.createdAt });
    await endEarlier(tx, { userId: shopper.userId, at: row.createdAt });
    await tx.insert(testRuns).values(row);
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'campaign', id: campaign.id },
      change: { testRun: { after: deliverTo } },
    });
  });
  await prepareTestSpace(database, { actor, spaceId, name, content: { rules, flow } });
  const receivedAt = now();
  const events = eventsOfTestCart(shopper, cart, new Date(receivedAt));
  await appendChecked(eventLog, { storeId: spaceId, receivedAt, events });
  return toTestRun(row);
}

async function readShopper(accounts: Pick<Accounts, 'database'>, actor: Actor): Promise<Person> {
  if (actor.kind !== 'user')
    throw new ServiceError('forbidden', 'A test run plays on the person who starts it: sign in for one.');
  const person = await personActing(accounts, actor);
  if (!person) throw new ServiceError('unauthenticated', 'This account is no more.');
  return person;
}

type Goods = Omit<TestCart, 'externalId'>;

/** What is in a cart, without whose it is. */
async function readGoods(
  tx: Tx,
  { storeId, cartId }: { readonly storeId: string; readonly cartId: string | null },
): Promise<Goods | null> {
  const [found] = await tx
    .select({
      lines: carts.lines,
      currency: carts.currency,
      valueMinor: carts.valueMinor,
      restoreUrl: carts.restoreUrl,
    })
    .from(carts)
    .where(
      and(
        eq(carts.storeId, storeId),
        cartId === null ? sql`jsonb_array_length(${carts.lines}) > 0` : eq(carts.id, cartId),
      ),
    )
    .orderBy(desc(carts.updatedAt))
    .limit(1);
  if (!found && cartId !== null)
    throw new ServiceError('not_found', 'This store has no cart with this id.', { path: 'cartId' });
  if (cartId !== null && found?.lines.length === 0)
    throw new ServiceError('invalid', 'This cart is empty.', { path: 'cartId' });
  return found ?? null;
}

function invented(): Goods {
  const { lines, currency, valueMinor } = sampleCart('EUR');
  return { lines, currency, valueMinor, restoreUrl: null };
}

function picksOf(
  deliverTo: (typeof deliveries)[number],
  store: Store,
  defaults: Readonly<Record<Channel, string>>,
): ProviderPicks {
  const email = deliverTo === 'own_address' ? (store.providers.email ?? defaults.email) : sandbox;
  return { email, sms: sandbox, push: sandbox };
}

async function endEarlier(tx: Tx, { userId, at }: { readonly userId: string; readonly at: Date }): Promise<void> {
  await tx
    .update(testRuns)
    .set({ stoppedAt: at })
    .where(and(eq(testRuns.userId, userId), sql`${testRuns.stoppedAt} is null`));
}

async function refuseTooMany(tx: Tx, { userId, at }: { readonly userId: string; readonly at: Date }): Promise<void> {
  await tx.delete(testRuns).where(lt(testRuns.createdAt, new Date(at.getTime() - trialLimits.keptMs)));
  const since = new Date(at.getTime() - trialLimits.periodMs);
  const [begun] = await tx
    .select({ count: count() })
    .from(testRuns)
    .where(and(eq(testRuns.userId, userId), gt(testRuns.createdAt, since)));
  if (begun && begun.count >= trialLimits.runsPerHourMax)
    throw new ServiceError('rate_limited', `${trialLimits.runsPerHourMax} test runs an hour are enough.`, {
      retryAfterMs: trialLimits.periodMs / trialLimits.runsPerHourMax,
    });
}
