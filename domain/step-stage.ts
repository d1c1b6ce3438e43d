import type { CampaignStep } from './campaign.ts';
import type { CartStage } from './cart.ts';

/** Somebody whose order waits for its payment, or who only looked around, has forgotten no cart. */
const onlyIfNamed: ReadonlySet<CartStage> = new Set(['payment', 'browsing']);

/**
 * Whether a step speaks to a cart at a stage. To one that is no forgotten cart only a step speaks that names its stage,
 * and a step that names nothing else speaks to nobody else.
 */
export function isForStage({ conditions: { stages } }: Pick<CampaignStep, 'conditions'>, stage: CartStage): boolean {
  return onlyIfNamed.has(stage)
    ? stages?.includes(stage) === true
    : (stages?.some((one) => !onlyIfNamed.has(one)) ?? true);
}
