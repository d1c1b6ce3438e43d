import { errorRate } from '../experiments/confidence-sequence.ts';
import { type LeftAlone, peopleLeftAlone } from './left-alone.ts';
import { currentRules, halfOf, type LoggedOutcome } from './logged-outcome.ts';
import { compareOffPolicy, evaluateOffPolicy, type OffPolicy, type OffPolicyDifference } from './off-policy.ts';
import { type GroupFigures, groupPeople } from './people-group.ts';
import { kindTaken } from './policy-action.ts';
import { outcomeModelOf, targetOf } from './policy-target.ts';
import type { PolicyTerms } from './policy-terms.ts';
import { type RankingQuality, rankingQuality } from './ranking-quality.ts';

/** What a policy would have brought by what was logged, told by people who chose nothing about it. */
export interface PolicyEvaluation {
  /** Decisions whose time to buy is over, of both halves. */
  readonly decisions: number;
  /** Of these: of people by whom the policy is judged. */
  readonly judgedOn: number;
  /** Policies of the store that were judged so far, this one included: the interval of `difference` holds for all together. */
  readonly judged: number;
  readonly currency: string;
  /** More than the current rules, minor units per decision. */
  readonly difference: OffPolicyDifference;
  /** The policy by itself, and the current rules. */
  readonly policy: OffPolicy;
  readonly rules: OffPolicy;
  readonly leftAlone: LeftAlone;
  readonly groups: readonly GroupFigures[];
  /** How well the chances rank people by what a message changes; null: a side is missing, or nobody bought. */
  readonly ranking: RankingQuality | null;
}

/**
 * Judged on one half of the people only: on the other one models are trained, and whoever tries out what a policy should be may look
 * at it as often as they like.
 */
export function evaluatePolicy(
  rows: readonly LoggedOutcome[],
  terms: Pick<PolicyTerms, 'economics' | 'limits'>,
  judged: number,
): PolicyEvaluation {
  const judgedOn = rows.filter(({ personId }) => halfOf(personId) === 'judge');
  const [target, model] = [targetOf(terms), outcomeModelOf(terms)];
  const compared = judgedOn.flatMap((row) => {
    const kind = kindTaken(row);
    return kind === 'offer' ? [] : [{ chances: row.chances, treated: kind === 'message', bought: row.bought }];
  });
  return {
    ...{ decisions: rows.length, judgedOn: judgedOn.length, judged, currency: terms.economics.currency },
    difference: compareOffPolicy(judgedOn, { target, than: currentRules, model: null, alpha: errorRate / judged }),
    policy: evaluateOffPolicy(judgedOn, target, model),
    rules: evaluateOffPolicy(judgedOn, currentRules, model),
    leftAlone: peopleLeftAlone(judgedOn, currentRules, terms),
    groups: groupPeople(compared),
    ranking: rankingQuality(
      compared.map(({ chances, treated, bought }) => ({ score: chances.message - chances.none, treated, bought })),
    ),
  };
}
