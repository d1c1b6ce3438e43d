import type { CampaignRule } from './campaign.ts';
import type { CartStage } from './cart.ts';

/**
 * Whether a rule speaks to a cart at a stage. Somebody whose order waits for its payment has forgotten no cart: only a
 * rule that names that stage speaks to them, and one that names nothing else speaks to nobody else.
 */
export function isForStage({ conditions: { stages } }: Pick<CampaignRule, 'conditions'>, stage: CartStage): boolean {
  return stage === 'payment'
    ? stages?.includes('payment') === true
    : (stages?.some((one) => one !== 'payment') ?? true);
}
