import { z } from '@hono/zod-openapi';
import type { TemplateSource } from '../../../channels/render/template-set.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { CampaignContent } from '../../../domain/campaign-content.ts';
import { type CampaignDifference, differenceOf } from '../../../domain/campaign-difference.ts';
import { channelsOf } from '../../../domain/channel.ts';
import { flowOf } from '../../../domain/flow/compile-rules.ts';
import { type Flow, messagesOf } from '../../../domain/flow/flow.ts';
import { type StepChange, whatChanges } from '../../../domain/rehearsal-changes.ts';
import { type AskClaim, capOnly, rehearse } from '../../../domain/rehearse.ts';
import { offerKeys } from '../../messaging/offers/list.ts';
import { readTextPrices } from '../../messaging/phone/text-prices.ts';
import { policiesThatMayDecide } from '../../prediction/uplift/deciding-policies.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { type CampaignKey, readCampaign } from './campaign.ts';
import { type ContentInput, contentInput, contentOf, oneContent } from './campaign-input.ts';
import { type CampaignFinding, findingsOf, isSound } from './findings.ts';
import { type LongestSmsDeps, longestOfTemplates } from './longest-sms.ts';
import { type RecentCarts, readRecentCarts, rehearsedMs } from './recent-carts.ts';
import { type RuleSurroundings, ruleFactsOf, type TemplateCatalogue } from './rule-facts.ts';
import { readStore } from './store-row.ts';

/** Rules or a flow to look at without keeping them. */
const checkInput = z.object({ campaignId: idSchema, ...contentInput }).refine(oneContent.refine, oneContent.told);

export interface CheckCampaign extends CampaignKey, ContentInput {
  readonly actor: Actor;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

export interface CampaignCheck {
  readonly findings: readonly CampaignFinding[];
  /** From the newest version. */
  readonly difference: CampaignDifference;
  /** Null: nobody could follow a flow with such findings. */
  readonly rehearsal: Rehearsal | null;
}

/** What they would have sent for the carts that were abandoned lately, beside what the newest version sends for them. */
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

export interface CheckCampaignDeps extends RuleSurroundings, LongestSmsDeps {
  readonly database: Pick<Database, 'app'>;
  readonly templates: TemplateCatalogue & Pick<TemplateSource, 'find'>;
}

/** What should be seen before a campaign is published: what is wrong with them, and what they would change. */
export async function checkCampaign(
  { database, ...surroundings }: CheckCampaignDeps,
  { actor, storeId, nowMs, ...given }: CheckCampaign,
): Promise<CampaignCheck> {
  requirePermission(actor, 'campaigns:read', storeId);
  const { campaignId, ...input } = readInput(checkInput, given);
  const content = contentOf(input);
  const templates = await surroundings.templates.list(storeId);
  const read = await withStore(database, storeId, async (tx) => {
    const campaign = await readCampaign(tx, { storeId, campaignId }, { lock: false });
    const store = await readStore(tx, storeId);
    const [offers, texts] = [await offerKeys(tx, storeId), await readTextPrices(tx, storeId)];
    const policies = await policiesThatMayDecide(tx, storeId);
    return { campaign, store, offers, policies, texts, recent: await readRecentCarts(tx, store, nowMs) };
  });
  const { campaign, store, recent } = read;
  const ask = capOnly({
    ...{ messages: store.capMessages, messagesOfAll: store.capMessagesOfAll, periodMs: store.capPeriodMs },
  });
  // A campaign that nothing goes out by so far sends more of everything.
  const isOut = campaign.status === 'active' || campaign.status === 'paused';
  const before = isOut ? flowOf(campaign, campaign.version) : null;
  const rehearsal = isSound(content) ? rehearsalOf({ before, after: flowOf(content, 0) }, recent, ask, nowMs) : null;
  const messages = new Map<string, number>();
  for (const { stepId, after } of rehearsal?.steps ?? []) messages.set(stepId, (messages.get(stepId) ?? 0) + after);
  const longestSms = await longestOfTemplates(surroundings, smsTemplatesOf(content), {
    ...{ store, texts: read.texts, currency: recent.currencies[0] ?? 'EUR' },
  });
  const facts = ruleFactsOf(
    store,
    { ...surroundings, templates, offers: read.offers, policies: read.policies, longestSms },
    { carts: recent.carts.length, currencies: recent.currencies, messages },
  );
  return { findings: findingsOf(content, facts), difference: differenceOf(campaign, content), rehearsal };
}

function smsTemplatesOf({ rules, flow }: CampaignContent): readonly string[] {
  const steps = flow === null ? rules : messagesOf(flow);
  return steps.filter(({ channel }) => channelsOf(channel).includes('sms')).map(({ template }) => template);
}

function rehearsalOf(
  { before, after }: { readonly before: Flow | null; readonly after: Flow },
  { carts, truncated }: RecentCarts,
  ask: AskClaim,
  nowMs: number,
): Rehearsal {
  const reached = (by: Flow) => carts.filter((cart) => rehearse(by, cart, ask).sent.length > 0).length;
  return {
    from: new Date(nowMs - rehearsedMs),
    to: new Date(nowMs),
    carts: carts.length,
    truncated,
    reachedBefore: before ? reached(before) : 0,
    reachedAfter: reached(after),
    steps: whatChanges({ before, after }, carts, ask),
  };
}
