import { and, eq } from 'drizzle-orm';
import type { Providers } from '../../channels/providers.ts';
import { campaigns } from '../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../db/postgres/tenancy.ts';
import type { Actor } from '../../domain/actor.ts';
import { toWallMs } from '../../domain/duration.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { campaignsWithContent } from '../recovery/campaigns/campaign.ts';
import { readStore, type Store } from '../recovery/campaigns/store-row.ts';
import { personActing } from './person.ts';

export interface TrialPlaces {
  /** Of the person who asks; null: it is a program. */
  readonly ownAddress: string | null;
  /** What sends the store's e-mails; null: nothing that is set up here. `delivers`: false for the sandbox. */
  readonly email: { readonly provider: string; readonly delivers: boolean } | null;
  /**
   * After a checkout is left, in milliseconds of the wall; null: no campaign is active, or its first step waits for an hour of
   * the day.
   */
  readonly firstMessageAfterMs: number | null;
}

/** Where the team finds what it tries out, and how long the first message of a cart takes. */
export async function readTrialPlaces(
  {
    database,
    accounts,
    providers,
  }: {
    readonly database: Pick<Database, 'app'>;
    readonly accounts: Pick<Accounts, 'database'>;
    readonly providers: Providers;
  },
  { actor, storeId }: { readonly actor: Actor; readonly storeId: string },
): Promise<TrialPlaces> {
  const { store, active } = await withStore(database, storeId, async (tx) => ({
    store: await readStore(tx, storeId),
    active: await campaignsWithContent(tx).where(and(eq(campaigns.storeId, storeId), eq(campaigns.status, 'active'))),
  }));
  const provider = providers.choose('email', store.providers);
  const rules = active[0]?.rules ?? [];
  return {
    ownAddress: (await personActing(accounts, actor))?.email ?? null,
    email: provider ? { provider: provider.name, delivers: provider.delivers !== false } : null,
    firstMessageAfterMs: firstMessageAfterMs(rules, store),
  };
}

type Rules = Awaited<ReturnType<typeof campaignsWithContent>>[number]['rules'];

function firstMessageAfterMs(rules: Rules, { checkoutIdleMs, timeScale }: Store): number | null {
  const delays = rules
    .filter(({ trigger, conditions }) => trigger === 'cart_abandoned' && conditions.stages === undefined)
    .map(({ delayMs }) => delayMs);
  return delays.length === 0 ? null : toWallMs(checkoutIdleMs + Math.min(...delays), timeScale);
}
