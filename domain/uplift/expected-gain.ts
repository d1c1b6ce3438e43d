import { type Channel, channels } from '../channel.ts';
import type { PolicyAction } from './policy-action.ts';
import type { PolicyEconomics, PurchaseChances } from './policy-terms.ts';

/**
 * What an action is expected to bring beyond doing nothing, in minor units. With the value V of the cart, the margin m, the
 * discount D and the chances p of a purchase without help and q with the action:
 *
 *   (q − p) · m · V − q · D − cost of sending − fatigue
 *
 * The discount counts for everybody who buys with it, would they have bought anyway or not; so it is the response that makes it
 * dear, and a high chance of a purchase speaks against it. E. Ascarza, "Retention futility" (Journal of Marketing Research
 * 55, 2018); D. Goldenberg, J. Albert, L. Bernardi, P. Estevez, "Free lunch! Retrospective uplift modeling for dynamic promotions
 * recommendation within ROI constraints" (RecSys 2020).
 */
export function expectedGain(
  { kind, channel }: Pick<PolicyAction, 'kind' | 'channel'>,
  { valueMinor, chances }: { readonly valueMinor: number; readonly chances: PurchaseChances },
  economics: PolicyEconomics,
): number {
  if (kind === 'none') return 0;
  const { marginPercent } = economics;
  const margin = ((chances[kind] - chances.none) * marginPercent * valueMinor) / 100;
  const discount = kind === 'offer' ? chances.offer * discountOf(valueMinor, economics) : 0;
  return margin - discount - costOfSending({ kind, channel }, economics);
}

/** What an offer takes off a cart that is bought with it. */
export function discountOf(valueMinor: number, { discountPercent }: PolicyEconomics): number {
  return (valueMinor * discountPercent) / 100;
}

/** What is spent on an action whoever buys. */
export function costOfSending(
  { kind, channel }: Pick<PolicyAction, 'kind' | 'channel'>,
  { sendCostMinor, fatigueMinor }: PolicyEconomics,
): number {
  if (kind === 'none') return 0;
  return (channel === null ? 0 : sendCostMinor[channel]) + fatigueMinor;
}

/** What came of a decision, in minor units of the economics' currency. */
export interface DecisionResult {
  /** What the person paid, net of refunds; the discount is off it already. */
  readonly paidMinor: number;
  /** What an offer took off that. */
  readonly discountMinor: number;
  /** Messages that went out. */
  readonly messages: Readonly<Record<Channel, number>>;
}

/** What a decision brought: the margin of the goods, less the discount, less what was sent. */
export function profitOf(result: DecisionResult, economics: PolicyEconomics): number {
  const goods = result.paidMinor + result.discountMinor;
  return (goods * economics.marginPercent) / 100 - spendingOf(result, economics);
}

/** What a decision cost: discounts, sending, and what messages cost later. */
export function spendingOf(
  { discountMinor, messages }: Pick<DecisionResult, 'discountMinor' | 'messages'>,
  { sendCostMinor, fatigueMinor }: PolicyEconomics,
): number {
  return channels.reduce(
    (sum, channel) => sum + messages[channel] * (sendCostMinor[channel] + fatigueMinor),
    discountMinor,
  );
}
