import { z } from '@hono/zod-openapi';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { CampaignStep } from '../../../domain/campaign.ts';
import { differenceOf, type RulesDifference } from '../../../domain/campaign-difference.ts';
import { checkRules, type RuleFinding } from '../../../domain/check-rules.ts';
import { type MessageCap, rehearse, type StepChange, whatChanges } from '../../../domain/rehearse-rules.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { type CampaignKey, readCampaign } from './campaign.ts';
import { campaignInput } from './campaign-input.ts';
import { type RecentCarts, readRecentCarts, rehearsedMs } from './recent-carts.ts';
import { type RuleSurroundings, ruleFactsOf } from './rule-facts.ts';
import { readStore } from './store-row.ts';

/** Rules to look at without keeping them. */
const checkInput = z.object({ campaignId: idSchema, rules: campaignInput.shape.rules });

export interface CheckCampaign extends CampaignKey {
  readonly actor: Actor;
  readonly rules: readonly CampaignStep[];
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

export interface CampaignCheck {
  readonly findings: readonly RuleFinding[];
  /** From the newest version. */
  readonly difference: RulesDifference;
  readonly rehearsal: Rehearsal;
}

/** What these rules would have sent for the carts that were abandoned lately, beside what the newest version sends for them. */
export interface Rehearsal {
  readonly from: Date;
  readonly to: Date;
  readonly carts: number;
  /** There are more carts than were looked at. */
  readonly truncated: boolean;
  /** Carts that would get at least one message. */
  readonly reachedBefore: number;
  readonly reachedAfter: number;
  readonly steps: readonly StepChange[];
}

/** What should be seen before rules are published: what is wrong with them, and what they would change. */
export async function checkCampaign(
  { database, ...surroundings }: { readonly database: Pick<Database, 'app'> } & RuleSurroundings,
  { actor, storeId, nowMs, ...given }: CheckCampaign,
): Promise<CampaignCheck> {
  requirePermission(actor, 'campaigns:read', storeId);
  const { campaignId, rules } = readInput(checkInput, given);
  const templates = await surroundings.templates.list();
  const read = await withStore(database, storeId, async (tx) => {
    const campaign = await readCampaign(tx, { storeId, campaignId }, { lock: false });
    const store = await readStore(tx, storeId);
    return { campaign, store, recent: await readRecentCarts(tx, store, nowMs) };
  });
  const { campaign, store, recent } = read;
  const cap = { messages: store.capMessages, periodMs: store.capPeriodMs };
  // A campaign that nothing goes out by so far sends more of everything.
  const published = campaign.status === 'active' || campaign.status === 'paused' ? campaign.rules : [];
  const rehearsal = rehearsalOf({ published, rules }, recent, cap, nowMs);
  const messages = new Map<string, number>();
  for (const { stepId, after } of rehearsal.steps) messages.set(stepId, (messages.get(stepId) ?? 0) + after);
  const facts = ruleFactsOf(
    store,
    { ...surroundings, templates },
    { carts: recent.carts.length, currencies: recent.currencies, messages },
  );
  return { findings: checkRules(rules, facts), difference: differenceOf(campaign.rules, rules), rehearsal };
}

function rehearsalOf(
  { published, rules }: { readonly published: readonly CampaignStep[]; readonly rules: readonly CampaignStep[] },
  { carts, truncated }: RecentCarts,
  cap: MessageCap,
  nowMs: number,
): Rehearsal {
  const reached = (by: readonly CampaignStep[]) => carts.filter((cart) => rehearse(by, cart, cap).length > 0).length;
  return {
    from: new Date(nowMs - rehearsedMs),
    to: new Date(nowMs),
    carts: carts.length,
    truncated,
    reachedBefore: reached(published),
    reachedAfter: reached(rules),
    steps: whatChanges({ before: published, after: rules }, carts, cap),
  };
}
