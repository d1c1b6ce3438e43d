import { and, desc, eq } from 'drizzle-orm';
import { stores, testRuns } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { readCampaign } from '../../recovery/campaigns/campaign.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type CartDetail, getCart } from '../../state/carts/get.ts';
import { findTestRun, type TestRun, toTestRun } from './run.ts';

export interface TestRunDetail extends TestRun {
  readonly spaceId: string;
  readonly timeScale: number;
  /** Null until the cart has arrived, which takes a moment. */
  readonly cart: CartDetail | null;
}

const runsShownMax = 20;

/** The newest test runs of a campaign, whoever began them. */
export async function listTestRuns(
  database: Pick<Database, 'app'>,
  { storeId, campaignId }: { readonly storeId: string; readonly campaignId: string },
): Promise<readonly TestRun[]> {
  const rows = await withStore(database, storeId, async (tx) => {
    await readCampaign(tx, { storeId, campaignId }, { lock: false });
    return tx
      .select()
      .from(testRuns)
      .where(and(eq(testRuns.storeId, storeId), eq(testRuns.campaignId, campaignId)))
      .orderBy(desc(testRuns.createdAt))
      .limit(runsShownMax);
  });
  return rows.map(toTestRun);
}

/** A test run with its cart, and everything that happened to it. */
export async function getTestRun(
  database: Pick<Database, 'app'>,
  { storeId, runId }: { readonly storeId: string; readonly runId: string },
): Promise<TestRunDetail> {
  const run = await findTestRun(database, { storeId, runId });
  const { spaceId, cartId } = run;
  const [space] = await withStore(database, spaceId, (tx) =>
    tx.select({ timeScale: stores.timeScale }).from(stores).where(eq(stores.id, spaceId)),
  );
  const cart = await getCart(database, { storeId: spaceId, cartId }).catch((error: unknown) => {
    if (error instanceof ServiceError && error.code === 'not_found') return null;
    throw error;
  });
  return { ...toTestRun(run), spaceId, timeScale: space?.timeScale ?? 1, cart };
}
