import type { CampaignRule } from './campaign.ts';
import type { CartStage } from './cart.ts';

/** Somebody whose order waits for its payment, or who only looked around, has forgotten no cart. */
const onlyIfNamed: ReadonlySet<CartStage> = new Set(['payment', 'browsing']);

/**
 * Whether a rule speaks to a cart at a stage. To one that is no forgotten cart only a rule speaks that names its stage,
 * and a rule that names nothing else speaks to nobody else.
 */
export function isForStage({ conditions: { stages } }: Pick<CampaignRule, 'conditions'>, stage: CartStage): boolean {
  return onlyIfNamed.has(stage)
    ? stages?.includes(stage) === true
    : (stages?.some((one) => !onlyIfNamed.has(one)) ?? true);
}
