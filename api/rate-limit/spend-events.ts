import type { Caller } from '../../domain/actor.ts';
import type { Admission } from '../admission.ts';
import { budgetKeyOf, storeOf } from '../auth/guard.ts';

/** Spends the points of a request's events; returns the headers that say what is left. Throws `rate_limited`. */
export async function spendEvents(
  { eventBudget, keyEventBudget }: Pick<Admission, 'eventBudget' | 'keyEventBudget'>,
  actor: Caller,
  events: number,
): Promise<Readonly<Record<string, string>>> {
  const taken = eventBudget.take(storeOf(actor), events);
  const budget = taken instanceof Promise ? await taken : taken;
  if (keyEventBudget) await keyEventBudget.take(budgetKeyOf(actor), events);
  return { 'ratelimit-policy': eventBudget.policy, ratelimit: eventBudget.describe(budget) };
}
