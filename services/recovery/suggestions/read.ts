import { type Database, rawSql, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { dayMs, toWallMs } from '../../../domain/duration.ts';
import type { FlowProgram } from '../../../domain/flow/flow.ts';
import { firstWaitOf, withFirstWait, withFirstWaitArm } from '../../../domain/suggestions/first-wait.ts';
import { type FirstWaitSuggestion, suggestFirstWait } from '../../../domain/suggestions/suggest-first-wait.ts';
import type { UnaidedCourse } from '../../../domain/suggestions/unaided-purchases.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { type CampaignKey, readCampaign } from '../campaigns/campaign.ts';
import { readStore } from '../campaigns/store-row.ts';

/** What a campaign could try, of which there is one at most at a time. */
export type CampaignSuggestion =
  | {
      readonly kind: 'suggested';
      readonly suggestion: FirstWaitSuggestion;
      /** Of the first message now, store time. */
      readonly nowMs: number;
      /** The campaign with the suggestion for everybody, for a dry run beside the one that is live. */
      readonly forEverybody: FlowProgram;
      /** The campaign with the suggestion as an arm beside what it does now, for a draft. */
      readonly asArm: FlowProgram;
    }
  | { readonly kind: 'too_early'; readonly missingPeople: number }
  | { readonly kind: 'nothing' }
  /** The flow begins with something else than a wait, with a split for example that compares already. */
  | { readonly kind: 'no_first_wait' };

/** Recoveries that are looked at: the newest ones that began within so long, store time. */
const lookedBackMs = 90 * dayMs;
const recoveriesMax = 20_000;
/** Somebody who has not bought by then, store time, is counted as one who does not. */
const horizonMs = 3 * dayMs;

/** What the courses of a campaign's recoveries speak for. Changes nothing: a suggestion becomes an arm when somebody publishes it. */
export async function readSuggestion(
  database: Pick<Database, 'app'>,
  { actor, nowMs, ...given }: CampaignKey & { readonly actor: Actor; readonly nowMs: number },
): Promise<CampaignSuggestion> {
  const key = { storeId: given.storeId, campaignId: readInput(idSchema, given.campaignId) };
  requirePermission(actor, 'campaigns:read', key.storeId);
  return withStore(database, key.storeId, async (tx) => {
    const campaign = await readCampaign(tx, key, { lock: false });
    const wait = firstWaitOf(campaign);
    if (!wait) return { kind: 'no_first_wait' };
    const { timeScale } = await readStore(tx, key.storeId);
    const judged = suggestFirstWait(await readCourses(tx, key, { nowMs, timeScale }), wait);
    switch (judged.kind) {
      case 'too_early':
        return { kind: 'too_early', missingPeople: judged.missing };
      case 'nothing':
        return judged;
      case 'suggested': {
        const { suggestion } = judged;
        const forEverybody = withFirstWait(campaign, suggestion.ms);
        const asArm = withFirstWaitArm(campaign, suggestion.ms);
        return forEverybody && asArm
          ? { kind: 'suggested', suggestion, nowMs: wait.ms, forEverybody, asArm }
          : { kind: 'nothing' };
      }
    }
  });
}

interface CourseRow {
  readonly seenMs: number;
  readonly boughtAfterMs: number | null;
}

/**
 * How long each recovery was seen without a message. Those that were stopped – the cart was emptied, somebody answered – are
 * seen until then; those that ran to their end without one, as in the holdout, until the horizon.
 */
async function readCourses(
  tx: Tx,
  { storeId, campaignId }: CampaignKey,
  { nowMs, timeScale }: { readonly nowMs: number; readonly timeScale: number },
): Promise<readonly UnaidedCourse[]> {
  const now = new Date(nowMs).toISOString();
  const since = new Date(nowMs - toWallMs(lookedBackMs, timeScale)).toISOString();
  const rows = await rawSql(tx)<CourseRow[]>`
    select
      extract(epoch from least(${now}::timestamptz, coalesce(first_message, 'infinity'), coalesce(stopped, 'infinity'))
        - abandoned_at)::float8 * 1000 as "seenMs",
      extract(epoch from bought - abandoned_at)::float8 * 1000 as "boughtAfterMs"
    from (
      select r.abandoned_at,
        (select min(m.claimed_at) from messages m
          where m.store_id = r.store_id and m.recovery_id = r.id and m.state <> 'rejected') as first_message,
        case when r.outcome = 'stopped' then r.ended_at end as stopped,
        (select min(o.placed_at) from orders o
          where o.store_id = r.store_id and o.placed_at > r.abandoned_at
            and (o.cart_id = r.cart_id or o.customer_id = r.customer_id)) as bought
      from recoveries r
      where r.store_id = ${storeId} and r.campaign_id = ${campaignId} and r.started_at is not null
        and r.created_at >= ${since}::timestamptz
      order by r.created_at desc, r.id desc limit ${recoveriesMax}
    ) course`;
  return rows.map(({ seenMs, boughtAfterMs }) => {
    const seen = Math.min(seenMs * timeScale, horizonMs);
    const bought = boughtAfterMs === null ? null : boughtAfterMs * timeScale;
    return bought !== null && bought <= seen ? { ms: bought, bought: true } : { ms: Math.max(0, seen), bought: false };
  });
}
