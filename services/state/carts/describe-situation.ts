import { and, eq } from 'drizzle-orm';
import { campaignVersions, type decisions, type recoveries, stores } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { CartLine } from '../../../domain/cart.ts';
import { type CartSituation, situationOf } from '../../../domain/cart-situation.ts';
import type { ChannelChoice } from '../../../domain/channel.ts';
import { isReasonCode } from '../../../domain/reason-code.ts';
import { reasonText } from '../../shared/reason-text.ts';
import type { CartSummary } from './cart-summary.ts';

export interface DescribedSituation extends Omit<CartSituation, 'until' | 'stepId'> {
  readonly until: Date | null;
  readonly reasonText: string | null;
  /** The step that it is about, among the campaign's. */
  readonly step: StepOfCampaign | null;
}

export interface StepOfCampaign {
  readonly id: string;
  /** From 1; null: the campaign does not have it any more. */
  readonly number: number | null;
  readonly of: number;
  readonly channel: ChannelChoice | null;
  readonly template: string | null;
}

type RecoveryRow = typeof recoveries.$inferSelect;

/** Both newest first. */
interface Known {
  readonly storeId: string;
  readonly cart: CartSummary & { readonly lines: readonly CartLine[] };
  readonly recovered: readonly RecoveryRow[];
  readonly decided: readonly (typeof decisions.$inferSelect)[];
}

/** Where a cart stands, in the parts of one sentence. */
export async function describeSituation(
  tx: Tx,
  { storeId, cart, recovered, decided }: Known,
): Promise<DescribedSituation> {
  const [recovery] = recovered;
  const [store] = await tx.select({ timeScale: stores.timeScale }).from(stores).where(eq(stores.id, storeId));
  const refused = decided.find(({ kind }) => kind === 'not_started');
  const isNewer = refused !== undefined && (recovery === undefined || refused.at > recovery.createdAt);
  const { until, stepId, ...situation } = situationOf({
    standing: cart.standing,
    empty: cart.lines.length === 0,
    abandonAt: cart.abandonAt?.getTime() ?? null,
    lastActivityAt: cart.lastActivityAt.getTime(),
    recovery: recovery ? { ...recovery, waitsUntil: recovery.waitsUntil?.getTime() ?? null } : null,
    notStarted: isNewer && refused.reason !== null && isReasonCode(refused.reason) ? refused.reason : null,
    timeScale: store?.timeScale ?? 1,
  });
  return {
    ...situation,
    until: until === null ? null : new Date(until),
    reasonText: reasonText(situation.reason),
    step: recovery === undefined || stepId === null ? null : await findStep(tx, recovery, stepId),
  };
}

async function findStep(
  tx: Tx,
  { storeId, campaignId, campaignVersion }: RecoveryRow,
  stepId: string,
): Promise<StepOfCampaign> {
  const [version] = await tx
    .select({ rules: campaignVersions.rules })
    .from(campaignVersions)
    .where(
      and(
        eq(campaignVersions.storeId, storeId),
        eq(campaignVersions.campaignId, campaignId),
        eq(campaignVersions.version, campaignVersion),
      ),
    );
  const rules = version?.rules ?? [];
  const index = rules.findIndex(({ id }) => id === stepId);
  return {
    id: stepId,
    number: index < 0 ? null : index + 1,
    of: rules.length,
    channel: rules[index]?.channel ?? null,
    template: rules[index]?.template ?? null,
  };
}
