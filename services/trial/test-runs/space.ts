import { asc, eq } from 'drizzle-orm';
import { campaigns, carts, customers, stores, suppressions } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { CampaignContent } from '../../../domain/campaign-content.ts';
import type { ProviderPicks } from '../../../domain/channel.ts';
import { readCampaign } from '../../recovery/campaigns/campaign.ts';
import { addCampaign } from '../../recovery/campaigns/create.ts';
import type { Store } from '../../recovery/campaigns/store-row.ts';
import { putContent } from '../../recovery/campaigns/update.ts';
import { stopRecoveries } from '../../recovery/recoveries/stop.ts';
import { uuidV8 } from '../../shared/ids.ts';
import { testRunTimeScale } from './run.ts';

/** One per person and store, so that two people who try things out do not end each other's runs. */
export function testSpaceId(storeId: string, userId: string): string {
  return uuidV8(`test-space/${storeId}/${userId}`);
}

/** Whoever reads it sees in the sender's name that the message is a test. */
function testSender({ senderName, name }: Store): string {
  return `${(senderName ?? name).replace(/[\p{Cc}<>"@]/gu, '').slice(0, 90)} (test)`;
}

/** Nobody has to be protected from their own tests: no cap and no pause between two runs. */
const unprotected = { coolDownMs: 0, capMessages: 100, capPeriodMs: 60_000 } as const;

/** Makes the test space of a person, or brings it to how the shop's store is now. */
export async function openTestSpace(
  database: Pick<Database, 'app'>,
  { spaceId, store, providers }: { readonly spaceId: string; readonly store: Store; readonly providers: ProviderPicks },
): Promise<void> {
  const { name, locale, timeZone, url, cartIdleMs, checkoutIdleMs } = store;
  const as = {
    ...{ name, locale, timeZone, url, cartIdleMs, checkoutIdleMs, providers, ...unprotected },
    senderName: testSender(store),
    timeScale: Math.max(testRunTimeScale, store.timeScale),
  };
  await withStore(database, spaceId, (tx) =>
    tx
      .insert(stores)
      .values({ ...as, id: spaceId, testOf: store.id })
      .onConflictDoUpdate({ target: stores.id, set: as }),
  );
}

/** Ends what still runs in the space, and makes the content that of its campaign. */
export async function prepareTestSpace(
  database: Pick<Database, 'app'>,
  {
    actor,
    spaceId,
    name,
    content,
  }: {
    readonly actor: Actor;
    readonly spaceId: string;
    readonly name: string;
    readonly content: CampaignContent;
  },
): Promise<void> {
  await withStore(database, spaceId, async (tx) => {
    await clearTestSpace(tx, spaceId);
    // Somebody who tried out the unsubscribe link goes on all the same.
    await tx.delete(suppressions).where(eq(suppressions.storeId, spaceId));
    const [found] = await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.storeId, spaceId));
    if (!found) {
      await addCampaign(tx, { actor, storeId: spaceId, name, ...content, active: true, holdoutPercent: 0 });
      return;
    }
    const key = { storeId: spaceId, campaignId: found.id };
    await putContent(tx, { actor, key, before: await readCampaign(tx, key, { lock: true }), name, content });
  });
}

/** Nothing goes out any more of what was begun in the space. */
export async function clearTestSpace(tx: Tx, spaceId: string): Promise<void> {
  await tx
    .select({ id: customers.id })
    .from(customers)
    .where(eq(customers.storeId, spaceId))
    .orderBy(asc(customers.id))
    .for('update');
  await tx.update(carts).set({ abandonAt: null }).where(eq(carts.storeId, spaceId));
  await stopRecoveries(tx, { storeId: spaceId, customerIds: null, reason: 'stopped_by_operator' });
}
